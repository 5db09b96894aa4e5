package octet.problem;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    private void throwIfAny() {
        problems.throwIfAny(found -> new BadDataException(found, null, null));
    }

    @Test
    void throwIfAny_withoutFindings_doesNothing() {
        assertThatCode(this::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void oneFinding_isTheMessage() {
        problems.add("100 % of %s");
        assertThatThrownBy(this::throwIfAny).hasMessage("100 % of %s.");
    }

    @Test
    void severalFindings_areAllTold_butNotAThousand() {
        for (int i = 0; i < 1000; i++) {
            problems.add("finding %d", i);
        }
        assertThatThrownBy(this::throwIfAny)
                .hasMessageContaining("1000 problems")
                .hasMessageContaining("- finding 19")
                .hasMessageContaining("and 980 more");
    }

    @Test
    void message_saysWhatWasFound_expected_andToDo() {
        assertThatThrownBy(() -> {
                    throw new BadDataException("It rains", "sun", "wait");
                })
                .hasMessage("It rains. Expected: sun. To do: wait.");
    }
}
