package octet.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavadocTest {
    @Test
    void comment_becomesText() {
        assertThat(Javadoc.text("Returns {@code a < b} or {@link String#valueOf(int) the text}.\n<p>See <b>also</b>:"
                        + "<ul><li>one<li>{@linkplain Foo#bar}</ul>&lt;end&gt;"))
                .isEqualTo("Returns a < b or the text.\nSee also:\none\nFoo.bar\n<end>");
    }
}
