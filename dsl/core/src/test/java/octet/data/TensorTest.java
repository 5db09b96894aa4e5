package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import octet.graph.DataType;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void theShape_mustHoldAllElements() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(new float[3], 2, 2))
                .withMessageContaining("[2, 2] needs 4 elements, not 3");
    }

    @Test
    void anotherTypesElements_areNotGiven() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Tensor.of(new long[1], 1).floats())
                .withMessageContaining("int64, not float32");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(DataType.INT32, new byte[4], 1));
    }

    @Test
    void rows_areCutAndJoinedAgain() {
        Tensor whole = Tensor.of(new long[] {1, 2, 3, 4, 5, 6}, 3, 2);
        assertThat(whole.rows(1, 3)).isEqualTo(Tensor.of(new long[] {3, 4, 5, 6}, 2, 2));
        assertThat(Tensor.concat(java.util.List.of(whole.rows(0, 1), whole.rows(1, 3))))
                .isEqualTo(whole);
    }

    @Test
    void littleEndian_givesAllBytes_ofManyPieces() {
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        var bytes = ByteBuffer.allocate(80_000).order(ByteOrder.LITTLE_ENDIAN);
        Tensor.of(values, 20_000).littleEndian(bytes::put);
        bytes.flip();
        for (float value : values) {
            assertThat(bytes.getFloat()).isEqualTo(value);
        }
    }

    @Test
    void firstNonFinite_isFoundInFloatsAndDoubles() {
        assertThat(Tensor.of(new double[] {1, Double.NaN}, 2).firstNonFinite()).isOne();
        assertThat(Tensor.of(new float[] {1, 2}, 2).firstNonFinite()).isEqualTo(-1);
        assertThat(Tensor.of(new int[] {1, 2}, 2).firstNonFinite()).isEqualTo(-1);
    }
}
