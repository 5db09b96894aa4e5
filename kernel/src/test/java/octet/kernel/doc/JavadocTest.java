package octet.kernel.doc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavadocTest {
    @Test
    void comment_becomesText() {
        assertThat(Javadoc.text("Returns {@code a < b} or {@link String#valueOf(int) the text}.\n<p>See <b>also</b>:"
                        + "<ul><li>one<li>{@linkplain Foo#bar}</ul>&lt;end&gt;"))
                .isEqualTo("Returns a < b or the text.\nSee also:\none\nFoo.bar\n<end>");
    }

    @Test
    void comment_becomesHtmlThatRunsNothing() {
        assertThat(new Description(
                                "int f(int a)",
                                "Returns {@code a < b} &amp; <b onclick=\"x()\">more</b>.<script>alert(1)</script>\n"
                                        + "<a href=\"javascript:x()\">link</a>\n"
                                        + "@param a the {@link Foo} <em>first</em>\n@return it\n@throws Bad if < 0")
                        .html()
                        .markup())
                .isEqualTo(
                        "<div><pre>int f(int a)</pre><p>Returns <code>a &lt; b</code> &amp; <b>more</b>.alert(1)\nlink\n</p>"
                                + "<p><b>Parameters</b></p><ul><li><code>a</code> – the <code>Foo</code> <em>first</em></li></ul>"
                                + "<p><b>Returns</b></p><ul><li>it</li></ul>"
                                + "<p><b>Throws</b></p><ul><li><code>Bad</code> – if &lt; 0</li></ul></div>");
    }

    @Test
    void sources_documentOctet() {
        OwnSources sources = new OwnSources();
        assertThat(sources.comment("Model Octet.load(String file)").orElseThrow())
                .contains("Loads a float model");
        assertThat(sources.comment("Calibration Model.calibrate(octet.data.Dataset data, int subsetSize)")
                        .orElseThrow())
                .contains("another number of samples");
        assertThat(sources.comment("octet.Model").orElseThrow()).isNotBlank();
        assertThat(sources.comment("String String.valueOf(int i)")).isEmpty();
        assertThat(sources.comment("int twice(int x)")).isEmpty();
    }
}
