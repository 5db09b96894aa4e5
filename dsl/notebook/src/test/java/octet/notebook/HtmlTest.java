package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    @Test
    void text_withMarkup_isEscaped() {
        Html cell = Html.element("td").text("<img src=x onerror=alert(1)> & \"'");
        assertThat(cell.markup()).isEqualTo("<td>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;&#39;</td>");
        assertThat(cell.plain()).isEqualTo("<img src=x onerror=alert(1)> & \"'");
    }

    @Test
    void attribute_withQuotes_isEscaped() {
        assertThat(Html.element("td").attribute("title", "\"><script>").markup())
                .isEqualTo("<td title=\"&quot;&gt;&lt;script&gt;\"></td>");
    }

    @Test
    void text_withEscapesAndOverrides_showsThem() {
        assertThat(Html.of("a\u001b[31m\u202eb\u0000").markup()).isEqualTo("a␛[31m\\u202Eb␀");
        assertThat(Visible.line("a\nb\tc")).isEqualTo("a␊b␉c");
        assertThat(Visible.lines("a\nb\tc\u2028")).isEqualTo("a\nb\tc\\u2028");
        assertThat(Visible.line("naïve 漢字 \ud83d\ude00")).isEqualTo("naïve 漢字 \ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "iframe", "object", "td onclick", "foreignObject", "", "/td"})
    void element_thatRunsCode_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.element(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "ONLOAD", "srcdoc", "a b", "x>"})
    void attribute_thatRunsCode_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.element("a").attribute(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " java\nscript:alert(1)",
                "java\u0001script:alert(1)",
                "vbscript:x",
                "data:text/html;base64,AAAA",
                "data:image/svg+xml;base64,AAAA"
            })
    void link_toCode_isLeftOut(String link) {
        assertThat(Html.element("a").attribute("href", link).markup()).isEqualTo("<a></a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/a?b=c", "#part", "other.html", "data:image/png;base64,AAAA"})
    void link_toAPage_isKept(String link) {
        assertThat(Html.element("a").attribute("href", link).markup()).isEqualTo("<a href=\"" + link + "\"></a>");
    }

    @Test
    void pieces_areNotEscapedTwice() {
        Html bold = Html.element("b").text("x");
        assertThat(Html.element("p").text("a ").add(bold, Html.element("br")).markup())
                .isEqualTo("<p>a <b>x</b><br></p>");
        assertThat(Html.all(List.of(bold, Html.EMPTY, bold)).markup()).isEqualTo("<b>x</b><b>x</b>");
    }

    @Test
    void attribute_ofText_isRefused() {
        assertThatIllegalStateException().isThrownBy(() -> Html.of("x").attribute("class", "y"));
    }

    @Test
    void page_withTagInStyle_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.page("t", "</style>", Html.EMPTY));
        assertThat(Html.page("<t>", "p { margin: 0 }", Html.of("x")).markup())
                .startsWith("<!DOCTYPE html>")
                .contains("<title>&lt;t&gt;</title>")
                .contains("default-src &#39;none&#39;");
    }
}
