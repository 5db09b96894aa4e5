package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import octet.problem.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @TempDir
    private Path folder;

    private Csv read(String text) throws IOException {
        return Csv.read(Files.writeString(folder.resolve("t.csv"), text));
    }

    private void refused(String text, String... message) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> read(text))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "\uFEFFa,b\n1,2\n3,4", "\uFEFF\"a\",b\n1,2\n3,4"})
    void lineEnds_andByteOrderMarks_makeNoDifference(String text) throws IOException {
        Csv csv = read(text);
        assertThat(csv.columns()).containsExactly("a", "b");
        assertThat(csv.column("a")).containsExactly("1", "3");
        assertThat(csv.column("b")).containsExactly("2", "4");
    }

    @Test
    void quotedFields_holdCommas_quotesAndLineBreaks() throws IOException {
        Csv csv = read("a,b\n\"1,2\",\"say \"\"hi\"\"\nto \"\"\"\n\"\",x\n");
        assertThat(csv.column("a")).containsExactly("1,2", "");
        assertThat(csv.column("b")).containsExactly("say \"hi\"\nto \"", "x");
    }

    @Test
    void fieldsAreKeptAsTheyAre_spacesToo() throws IOException {
        assertThat(read("a,b\n x ,漢字\n").row(0)).containsEntry("a", " x ").containsEntry("b", "漢字");
    }

    @Test
    void blankLines_areLeftOut_whereARowHasSeveralFields() throws IOException {
        assertThat(read("a,b\n\n1,2\n\n\n").size()).isOne();
        assertThat(read("a\n\n1\n").column("a")).containsExactly("", "1");
    }

    @Test
    void aRaggedRow_isRefusedByNumber() {
        refused("a,b\n1,2\n3\n", "row 2 has 1 fields", "2 fields", "[a, b]");
        refused("a,b\n1,2,3\n", "row 1 has 3 fields");
    }

    @Test
    void aLineWithoutEnd_isRefused_beforeItFillsTheMemory() {
        refused("a" + ",".repeat(1 << 17), "has over 65536 fields");
        refused("a\n" + "x".repeat(1 << 21), "row 1 has a field of over 1048576 characters");
    }

    @Test
    void aQuoteThatIsNeverClosed_isRefused() {
        refused("a,b\n1,\"2\n3,4\n", "row 1", "never closed");
    }

    @Test
    void anEmptyFile_aMissingOne_andOneInAnotherEncoding_areRefused() throws IOException {
        refused("", "is empty");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Csv.read(folder.resolve("none.csv")))
                .withMessageContaining("none.csv");
        Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {'a', '\n', (byte) 0xE9, '\n'});
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Csv.read(latin))
                .withMessageContaining("UTF-8");
    }

    @Test
    void anUnknownColumn_isRefusedWithTheNearestName() throws IOException {
        Csv csv = read("file,text\nx,y\n");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> csv.column("texts"))
                .withMessageContaining("no column 'texts'")
                .withMessageContaining("'text'");
    }

    @Test
    void where_keepsTheRowsWithTheField() throws IOException {
        Csv csv = read("file,split\na,train\nb,test\nc,train\n");
        assertThat(csv.where("split", "train").column("file")).containsExactly("a", "c");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> csv.where("split", "tests"))
                .withMessageContaining("nearest: 'test'");
    }
}
