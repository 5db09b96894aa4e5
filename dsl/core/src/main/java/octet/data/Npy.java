package octet.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.problem.BadDataException;

/**
 * Reads NumPy's array format, versions 1 to 3 (numpy.lib.format). The header is read by a grammar of its own; nothing in
 * it is evaluated, and arrays of Python objects are refused.
 */
final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z?])(\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");

    private final String source;

    private Npy(String source) {
        this.source = source;
    }

    /** Reads one array; {@code source} names it in errors. */
    static Tensor read(String source, InputStream in) throws IOException {
        return new Npy(source).read(in);
    }

    private Tensor read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw bad("does not begin like a NumPy array", "a file written by numpy.save or numpy.savez");
        }
        if (start[6] < 1 || start[6] > 3) {
            throw bad("is an array of version " + start[6], "version 1 to 3");
        }
        int lengthSize = start[6] == 1 ? 2 : 4;
        byte[] lengthBytes = in.readNBytes(lengthSize);
        if (lengthBytes.length < lengthSize) {
            throw bad("ends inside its header", "a whole file");
        }
        var length = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = start[6] == 1 ? length.getShort() & 0xFFFF : length.getInt() & 0xFFFFFFFFL;
        if (headerLength > MAX_HEADER) {
            throw bad("has a header of " + headerLength + " bytes", "at most " + MAX_HEADER);
        }
        String header = new String(in.readNBytes((int) headerLength), StandardCharsets.ISO_8859_1);
        return elements(header, in);
    }

    private Tensor elements(String header, InputStream in) throws IOException {
        Matcher descr = find(DESCR, header);
        Shape shape = shape(find(SHAPE, header).group(1));
        boolean columnMajor = find(ORDER, header).group(1).equals("True") && shape.rank() > 1;
        DataType type = type(descr.group(2).charAt(0), descr.group(3));
        long bytes;
        try {
            bytes = Math.multiplyExact(shape.elements(), (long) type.bytes());
        } catch (ArithmeticException e) {
            throw bad("declares the impossible shape " + shape, "a shape that fits into memory");
        }
        if (bytes > Integer.MAX_VALUE - 8) {
            throw bad("holds " + bytes + " bytes in one array", "at most 2 GB; split it into several files");
        }
        byte[] data = in.readNBytes((int) bytes);
        if (data.length < bytes) {
            throw bad("ends after " + data.length + " of " + bytes + " bytes of data", "a whole file");
        }
        var order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] rows = columnMajor ? rowMajor(data, shape.toArray(), type.bytes()) : data;
        return TensorBytes.read(type, ByteBuffer.wrap(rows).order(order), shape.toArray());
    }

    /** Reorders elements that lie in Fortran's order, first axis fastest. */
    private static byte[] rowMajor(byte[] data, long[] dims, int size) {
        byte[] rows = new byte[data.length];
        int[] strides = new int[dims.length];
        int stride = size;
        for (int axis = 0; axis < dims.length; axis++) {
            strides[axis] = stride;
            stride *= (int) dims[axis];
        }
        int[] index = new int[dims.length];
        int from = 0;
        for (int to = 0; to < rows.length; to += size) {
            System.arraycopy(data, from, rows, to, size);
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++index[axis] < dims[axis]) {
                    break;
                }
                from -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return rows;
    }

    private Matcher find(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw bad(
                    "has the header " + abbreviated(header),
                    "a plain array of numbers with descr, fortran_order and shape; arrays of Python objects are not read");
        }
        return matcher;
    }

    private Shape shape(String text) {
        try {
            return Shape.of(Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(dim -> !dim.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray());
        } catch (NumberFormatException e) {
            throw bad("has the shape (" + text + ")", "lengths that fit 64 bits");
        }
    }

    private DataType type(char kind, String size) {
        return switch (kind + size) {
            case "f4" -> DataType.FLOAT32;
            case "f2" -> DataType.FLOAT16;
            case "f8" -> DataType.FLOAT64;
            case "i8" -> DataType.INT64;
            case "i4" -> DataType.INT32;
            case "i1" -> DataType.INT8;
            case "u1" -> DataType.UINT8;
            case "b1", "?" -> DataType.BOOL;
            default ->
                throw bad(
                        "holds elements of the type '" + kind + size + "'",
                        "float32, float64, float16, int64, int32, int8, uint8 or bool; convert it with numpy's astype");
        };
    }

    private static String abbreviated(String header) {
        String visible = header.strip().replaceAll("[^ -~]", "?");
        return visible.length() > 80 ? visible.substring(0, 80) + "…" : visible;
    }

    private BadDataException bad(String found, String expected) {
        return new BadDataException(source + " " + found, expected, null);
    }
}
