package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What lives on when the code that it depends on is declared anew, and what is said of that which does not. */
class SurvivalTest extends Cells {
    @Test
    void methodDeclaredAnew_leavesTheObjectsOfItsUsersAsTheyAre() {
        run("int helper() { return 1; }");
        run("class User { static int calls; int go() { calls++; return helper(); } }");
        run("var user = new User(); Supplier<Integer> later = () -> helper();");
        assertThat(value("user.go()")).isEqualTo("1");
        run("int helper() { return 2; }");
        assertThat(sink.err()).isEmpty();
        assertThat(value("user.go() + \" \" + User.calls + \" \" + later.get()"))
                .isEqualTo("2 2 2");
    }

    @Test
    void classWithOtherMethodBodies_keepsItsObjectsAndStaticFields() {
        run("class Named { static int made; static final List<String> all = new ArrayList<>(); final int id = ++made;\n"
                + "  public String toString() { return \"n\" + id; } }");
        run("Named first = new Named(); Named.all.add(\"x\");");
        run("class Named { static int made; static final List<String> all = new ArrayList<>(); final int id = ++made;\n"
                + "  public String toString() { return \"N\" + id; } }");
        assertThat(sink.err()).isEmpty();
        assertThat(value("first + \" \" + Named.made + Named.all")).isEqualTo("N1 1[x]");
    }

    @Test
    void classWithOtherMembers_beginsAnewAndSaysSo() {
        run(
                "class Grown { static int made = 3; static final int MOST = 9; static final List<String> all = List.of(); }");
        run("Grown grown = new Grown(); Grown.made = 4;");
        run("class Grown { static int made = 3; static final int MOST = 9; int more() { return 1; } }");
        assertThat(sink.err())
                .contains("variable grown was lost")
                .contains("the static fields of Grown begin anew, because it was declared anew: made, all\n");
        assertThat(value("Grown.made")).isEqualTo("3");
    }

    @Test
    void classWithOtherInitialValues_getsThem() {
        run("class Limits { static int most = 1; static int used() { return most; } }\nLimits.used();");
        run("class Limits { static int most = 2; static int used() { return most; } }");
        assertThat(value("Limits.used()")).isEqualTo("2");
        run("enum Grade { LOW(1); final int worth; Grade(int worth) { this.worth = worth; } }\nGrade.LOW.worth;");
        run("enum Grade { LOW(5); final int worth; Grade(int worth) { this.worth = worth; } }");
        assertThat(value("Grade.LOW.worth")).isEqualTo("5");
    }

    @Test
    void classThatNobodyUsed_isNotInitialized() {
        run("class Loud { static int n = 1; static { System.out.println(\"loud\"); } }");
        run("class Loud { static int n = 1; static { System.out.println(\"loud\"); } int more; }");
        assertThat(sink.out()).isEmpty();
        assertThat(sink.err()).isEmpty();
    }

    @Test
    void runningThread_takesTheNewMethodAtItsNextCall() {
        run("boolean goesOn() { return true; }");
        run("var waiting = new Thread(() -> { while (goesOn()) { Thread.onSpinWait(); } }); waiting.start();");
        run("boolean goesOn() { return false; }");
        assertThat(value("waiting.join(20_000); waiting.isAlive()")).isEqualTo("false");
    }

    @Test
    void frames_ofCodeThatWasExchanged_nameTheNewCell() {
        run("int failing() { return 1; }");
        run("Supplier<Integer> calls = () -> failing();");
        run("\nint failing() {\n  throw new IllegalStateException(); }");
        int declared = count;
        assertThat(traceback(failure("calls.get()"))).contains("at failing (In [" + declared + "]:3)");
    }

    @Test
    void variableDeclaredAnew_hasItsNewValue() {
        run("int v = 1; int w = v + 1;");
        run("int v = 7;");
        assertThat(value("v + \" \" + w")).isEqualTo("7 2");
        failure("int v = 1 / 0;");
        run("String v = \"text\";");
        assertThat(value("v + w")).isEqualTo("text2");
    }

    @Test
    void constructorOfARecord_isToldToBePublic() {
        assertThat(failure("record Positive(int n) { Positive { if (n < 0) throw new IllegalArgumentException(); } }")
                        .message())
                .contains("write public before it");
        assertThat(value("record Positive(int n) { public Positive { n = Math.abs(n); } }\nnew Positive(-1)"))
                .isEqualTo("Positive[n=1]");
    }
}
