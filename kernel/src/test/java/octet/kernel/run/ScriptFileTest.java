package octet.kernel.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptFileTest {
    @Test
    void cells_arePartedByEmptyLines_whereNothingIsOpen() {
        assertThat(ScriptFile.cells("int a = 1;\nint b = 2;\n\n\na + b\n\n"))
                .containsExactly("int a = 1;\nint b = 2;", "a + b");
        assertThat(ScriptFile.cells("void f() {\n  g('{', \"(\\\"[\");\n\n  // not open: {\n}\n\nf()"))
                .hasSize(2);
        assertThat(ScriptFile.cells("String s = \"\"\"\n  a\n\n  { \\\"\"\" \"\n  \"\"\";\n\ns"))
                .hasSize(2);
        assertThat(ScriptFile.cells("/* {\n\n*/ int c = 3;\n\nc")).hasSize(2);
        assertThat(ScriptFile.cells("f(1,\n\n  2)\n\n)\n\n3"))
                .as("a bracket too many")
                .hasSize(3);
        assertThat(ScriptFile.cells("\n \n")).isEmpty();
    }

    @Test
    void scripts_areKnownByTheirNames() {
        assertThat(ScriptFile.isOne("a/b.jshell")).isTrue();
        assertThat(ScriptFile.isOne("b.java")).isTrue();
        assertThat(ScriptFile.isOne("b.jsh")).isTrue();
        assertThat(ScriptFile.isOne("b.ipynb")).isFalse();
    }
}
