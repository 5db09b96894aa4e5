package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;
import octet.graph.DataType;
import octet.problem.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    private static final byte[] EIGHT = {1, 0, 0, 0, 0, 0, 0, 0};

    private static Tensor read(byte[] bytes) throws IOException {
        return Npy.read("a.npy", new ByteArrayInputStream(bytes));
    }

    private static void refused(byte[] bytes, String... message) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageStartingWith("a.npy ")
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message));
    }

    @Test
    void floats_areReadInTheirShape() throws IOException {
        Tensor tensor = read(NpyBytes.floats("2, 3", 1, 2, 3, 4, 5, 6));
        assertThat(tensor).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "<f8, FLOAT64",
        "<f2, FLOAT16",
        "<i8, INT64",
        "<i4, INT32",
        "|i1, INT8",
        "|u1, UINT8",
        "|b1, BOOL",
        "?, BOOL"
    })
    void everyNumericType_isRead(String descr, DataType type) throws IOException {
        Tensor tensor = read(NpyBytes.of(NpyBytes.header(descr, "1,"), EIGHT));
        assertThat(tensor.type()).isEqualTo(type);
        assertThat(tensor.shape().elements()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void allVersionsOfTheHeader_areRead(int version) throws IOException {
        assertThat(read(NpyBytes.of(version, NpyBytes.header("<i8", ""), EIGHT)).longs())
                .containsExactly(1);
    }

    @Test
    void bigEndian_isRead() throws IOException {
        byte[] one = {0, 0, 0, 0, 0, 0, 0, 1};
        assertThat(read(NpyBytes.of(NpyBytes.header(">i8", "1,"), one)).longs()).containsExactly(1);
    }

    @Test
    void fortranOrder_isReorderedByRows() throws IOException {
        String matrix = NpyBytes.header("|u1", "2, 3").replace("False", "True");
        assertThat(read(NpyBytes.of(matrix, new byte[] {1, 4, 2, 5, 3, 6})))
                .isEqualTo(Tensor.of(DataType.UINT8, new byte[] {1, 2, 3, 4, 5, 6}, 2, 3));
        byte[] box = new byte[8 * 24];
        for (int i = 0; i < 24; i++) {
            // In numpy: np.asfortranarray(np.arange(24).reshape(2, 3, 4)).ravel('K')
            box[8 * i] = (byte) (i % 2 * 12 + i / 2 % 3 * 4 + i / 6);
        }
        String header = NpyBytes.header("<i8", "2, 3, 4").replace("False", "True");
        assertThat(read(NpyBytes.of(header, box)).longs())
                .containsExactly(LongStream.range(0, 24).toArray());
        String none = NpyBytes.header("<i8", "2, 0, 4").replace("False", "True");
        assertThat(read(NpyBytes.of(none, new byte[0])).shape()).hasToString("[2, 0, 4]");
        String row = NpyBytes.header("|u1", "2,").replace("False", "True");
        assertThat(read(NpyBytes.of(row, EIGHT)).shape().rank()).isOne();
    }

    @Test
    void pythonObjects_areRefused() {
        refused(NpyBytes.of(NpyBytes.header("|O", "1,"), EIGHT), "type 'O'", "float32");
        String fields = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }";
        refused(NpyBytes.of(fields, EIGHT), "a plain array of numbers");
    }

    @Test
    void aHeaderThatIsAnExpression_isNotEvaluated() {
        refused(NpyBytes.of("__import__('os').system('touch pwned')", EIGHT), "has the header __import__");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "9223372036854775807, 9; impossible shape",
                "99999999999999999999,; lengths that fit 64 bits",
                "3000000000,; at most 2 GB",
                "100000000,; ends after 8 of 400000000 bytes",
                "-1,; a plain array of numbers",
            })
    void aHostileShape_allocatesNothing(String shape, String message) {
        refused(NpyBytes.of(NpyBytes.header("<f4", shape), EIGHT), message);
    }

    @Test
    void aHeaderOfHostileLength_isNotRead() {
        byte[] bytes = NpyBytes.of(2, "", EIGHT);
        Arrays.fill(bytes, 8, 12, (byte) 0xFF);
        refused(bytes, "has a header of 4294967295 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileCutOffAnywhere_isRefused(int version) {
        byte[] whole = NpyBytes.of(version, NpyBytes.header("<i8", "1,"), EIGHT);
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), "Expected");
        }
    }

    @Test
    void anUnknownVersion_isRefused() {
        refused(NpyBytes.of(9, NpyBytes.header("<i8", "1,"), EIGHT), "version 9", "1 to 3");
    }

    @Test
    void controlCharactersOfAHeader_areNotPrinted() {
        refused(NpyBytes.of("\u001b[31mred\n", EIGHT), "?[31mred");
    }
}
