package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import octet.kernel.jshell.Introspection.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an editor asks while a cell is written. */
class EditorTest extends Cells {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 + 1                   | COMPLETE
                    unknown.name()          | COMPLETE
                    int x = 1;              | COMPLETE
                    %lsmagic                | COMPLETE
                    class A { int f() {     | INCOMPLETE
                    foo(                    | INCOMPLETE
                    int x = )               | INVALID
                    1 +* 2                  | INVALID
                    """)
    void readiness_isKnown(String code, Readiness expected) {
        assertThat(session.editor().readiness(code)).isEqualTo(expected);
    }

    @Test
    void completion_knowsTheCellsOwnVariables() {
        String code = "void unrelated() {}\nvar text = \"a\";\ntext.isBl";
        var found = session.editor().complete(code, code.length());
        assertThat(found.texts()).containsExactly("isBlank()");
        assertThat(code.substring(found.start(), found.end())).isEqualTo("isBl");
    }

    @Test
    void inspection_hasSignature() {
        assertThat(session.editor()
                        .inspect("String.valueOf(", 15, false)
                        .orElseThrow()
                        .plain())
                .contains("String.valueOf");
        assertThat(session.editor().inspect("String.valueOf(1)", 17, false)).isPresent();
        assertThat(session.editor().inspect("nowhere", 7, false)).isEmpty();
    }
}
