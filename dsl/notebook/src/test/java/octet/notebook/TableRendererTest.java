package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableRendererTest {
    @Test
    void numbers_haveFiveDigitsAndStandRight() {
        Table table = Table.create(
                "accuracy",
                StringColumn.create("layer", "conv", "a<b>\u001b[0m"),
                DoubleColumn.create("drop", 0.123456789, -0.5),
                IntColumn.create("bits", 8, 16));
        Rich rich = Render.of(table);
        assertThat(rich.plain()).isEqualTo("""
                        accuracy
                        layer         drop  bits
                        ────────────────────────
                        conv       0.12346     8
                        a<b>␛[0m  -0.50000    16
                        2 rows × 3 columns""");
        assertThat(rich.data().get("text/html"))
                .contains("class=\"dataframe\"")
                .contains("a&lt;b&gt;␛[0m")
                .contains("text-align: right; white-space: nowrap\">0.12346<")
                .contains("2 rows × 3 columns");
    }

    @Test
    void longTable_saysWhatIsHidden() {
        Table table =
                Table.create("", IntColumn.create("n", IntStream.range(0, 2000).toArray()));
        String text = Render.of(table).plain();
        assertThat(text)
                .contains("first and last 10 rows")
                .contains("1,980 between them are hidden")
                .contains("1999")
                .doesNotContain("1000");
        assertThat(text.lines()).hasSize(2 + 21 + 2);
    }

    @Test
    void wideTable_saysHowToSeeTheRest() {
        Table table = Table.create("wide");
        for (int i = 0; i < 40; i++) {
            table.addColumns(StringColumn.create("column" + i, "value"));
        }
        Rich rich = Render.of(table);
        assertThat(rich.data().get("text/html"))
                .contains("40 columns, scroll sideways")
                .contains("overflow-x: auto");
        assertThat(rich.plain()).contains("more columns do not fit here");
        assertThat(rich.plain().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void typesAndMissingValues_areSeen() {
        DoubleColumn drop = DoubleColumn.create("drop", 0.5, 1).appendMissing();
        StringColumn layer = StringColumn.create("layer", "conv", "gemm").appendMissing();
        IntColumn bits = IntColumn.create("bits", 8, 4).appendMissing();
        Rich rich = Render.of(Table.create("", layer, drop, bits));
        assertThat(rich.plain()).isEqualTo("""
                        layer  drop  bits
                        ─────────────────
                        conv    0.5     8
                        gemm    1.0     4
                        –         –     –
                        3 rows × 3 columns
                        3 missing values (–)""");
        assertThat(rich.data().get("text/html"))
                .containsPattern(">drop<div [^>]*opacity[^>]*>double<")
                .containsPattern(">bits<div [^>]*>integer<");
    }

    @Test
    void veryWideTable_isCut() {
        Table table = Table.create("wide");
        for (int i = 0; i < 3000; i++) {
            table.addColumns(IntColumn.create("c" + i, new int[] {i}));
        }
        String html = Render.of(table).data().get("text/html");
        assertThat(html).contains(">c99<").doesNotContain(">c100<").contains("2,900 more columns are hidden");
    }

    @Test
    void missingNumber_isEmpty_andSmallOnesKeepTheirDigits() {
        var format = NumberFormat.ofColumn(new double[] {Double.NaN, 1.5e-7, 3.25, 0});
        assertThat(format.apply(Double.NaN)).isEmpty();
        assertThat(format.apply(1.5e-7)).isEqualTo("1.5e-7");
        assertThat(format.apply(3.25)).isEqualTo("3.25");
        assertThat(format.apply(0)).isEqualTo("0");
        assertThat(NumberFormat.ofColumn(new double[] {1, 200}).apply(200)).isEqualTo("200");
        assertThat(NumberFormat.ofColumn(new double[] {1.5, 2.25}).apply(1.5)).isEqualTo("1.50");
        assertThat(NumberFormat.ofColumn(new double[] {2e12}).apply(2e12)).isEqualTo("2e12");
    }

    @Test
    void emptyTable_isShown() {
        assertThat(Render.of(Table.create("none")).plain()).contains("0 rows × 0 columns");
    }
}
