package octet.data;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import octet.graph.DataType;

/** Reads elements of any type that is converted, one by one, as the widest real or whole number. */
interface Numbers {

    /** Whether the elements are whole numbers by their type. */
    boolean whole();

    /** An element as a double; a whole one rounded to the nearest. */
    double real(int index);

    /** An element as a long; a fraction cut off. */
    default long integer(int index) {
        return (long) real(index);
    }

    static Numbers of(Tensor tensor) {
        var buffer = tensor.buffer();
        if (buffer instanceof FloatBuffer floats) {
            return real(floats::get);
        } else if (buffer instanceof DoubleBuffer doubles) {
            return real(doubles::get);
        } else if (buffer instanceof LongBuffer longs) {
            return whole(longs::get);
        } else if (buffer instanceof IntBuffer ints) {
            return whole(ints::get);
        } else if (buffer instanceof ShortBuffer halves) {
            return tensor.type() == DataType.FLOAT16
                    ? real(i -> Half.toFloat(halves.get(i)))
                    : real(i -> Half.toFloatFromBrain(halves.get(i)));
        }
        throw new IllegalArgumentException("elements of " + tensor.type() + " are not converted");
    }

    private static Numbers real(java.util.function.IntToDoubleFunction at) {
        return new Numbers() {
            @Override
            public boolean whole() {
                return false;
            }

            @Override
            public double real(int index) {
                return at.applyAsDouble(index);
            }
        };
    }

    private static Numbers whole(java.util.function.IntToLongFunction at) {
        return new Numbers() {
            @Override
            public boolean whole() {
                return true;
            }

            @Override
            public double real(int index) {
                return at.applyAsLong(index);
            }

            @Override
            public long integer(int index) {
                return at.applyAsLong(index);
            }
        };
    }
}
