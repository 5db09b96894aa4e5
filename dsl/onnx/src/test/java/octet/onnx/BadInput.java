package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import octet.problem.OctetException;

/**
 * A row of the table of bad input that is more than a file to be refused: something is done with it, and what happens is
 * told.
 *
 * @param row the row's name and what the input is
 * @param action does it in a folder of its own
 * @param message parts of what is said
 */
record BadInput(String row, Action action, List<String> message) {
    /** Does something and tells what happened, in words. */
    interface Action {
        String run(Path folder) throws Exception;
    }

    static BadInput row(String row, Action action, String... message) {
        return new BadInput(row, action, List.of(message));
    }

    /** As {@link #row}; it must be refused. */
    static BadInput refused(String row, Call call, String... message) {
        return row(row, folder -> refusal(call, folder), message);
    }

    /** A call that must be refused. */
    interface Call {
        Object run(Path folder) throws Exception;
    }

    private static String refusal(Call call, Path folder) throws Exception {
        try {
            throw new AssertionError("not refused: " + call.run(folder));
        } catch (OctetException e) {
            assertThat(e).hasMessageContaining("Expected: ");
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    String check(Path folder) throws Exception {
        String happened = action.run(folder);
        message.forEach(part -> assertThat(happened).contains(part));
        return happened;
    }

    @Override
    public String toString() {
        return row;
    }
}
