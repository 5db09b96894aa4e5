package octet.kernel.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColorsTest {
    @Test
    void java_isColouredAndEscaped() {
        assertThat(JavaColors.html("int i = a<b; // <x>").markup())
                .isEqualTo(
                        "<span class=\"keyword\">int</span> i = a&lt;b; <span class=\"comment\">// &lt;x&gt;</span>");
        assertThat(JavaColors.html("\"<\\\"b>\"").plain()).isEqualTo("\"<\\\"b>\"");
    }

    @Test
    void escapes_becomeColoursOrNothing() {
        assertThat(AnsiColors.html("\u001b[31mred\u001b[0m <b>\u001b[2J").markup())
                .isEqualTo("<span class=\"red\">red</span> &lt;b&gt;");
        assertThat(AnsiColors.html("10 %\r20 %\rdone\r\nnext").plain()).isEqualTo("done\nnext");
    }
}
