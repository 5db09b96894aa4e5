package octet.accuracy;

import java.util.List;

/**
 * Operations that go back to float together: those of one weight, or of quantizers of which none can be cut without the
 * others.
 *
 * @param operations the operations to leave in float, in topological order
 * @param affected all operations that are no longer int8 then, these among them: an addition between two of which one is
 *     float is float too
 */
public record Group(List<String> operations, List<String> affected) {

    private static final int LONGEST = 40;

    /** Copies the lists. */
    public Group {
        operations = List.copyOf(operations);
        affected = List.copyOf(affected);
    }

    /** The first operation, shortened to its beginning and end where it is long, and how many there are besides. */
    @Override
    public String toString() {
        String first = operations.get(0);
        int end = LONGEST / 2;
        String name = first.length() <= LONGEST
                ? first
                : first.substring(0, LONGEST - end - 1) + "…" + first.substring(first.length() - end);
        return name + (operations.size() > 1 ? " + " + (operations.size() - 1) + " more" : "");
    }
}
