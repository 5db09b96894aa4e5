package octet.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columns_areAligned_numbersToTheRight() {
        var table = new TextTable("name", "size", "why")
                .row("a", "10.5 kB", "small")
                .row("longer", "–", "")
                .row("b", "1 B", "least");
        assertThat(table).hasToString("""
                name       size  why
                a       10.5 kB  small
                longer        –
                b           1 B  least""");
    }

    @Test
    void namesOfHostileModels_stayOnTheirLine_andAreCut() {
        var table = new TextTable("name").row("a\nb\u001b[31m").row("x".repeat(1 << 20));
        assertThat(table.toString())
                .contains("a?b?[31m")
                .doesNotContain("\u001b")
                .hasSizeLessThan(1000);
    }
}
