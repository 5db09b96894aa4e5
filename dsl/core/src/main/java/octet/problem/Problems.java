package octet.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Gathers findings, so that a person is told all of them at once. Not thread-safe. */
public final class Problems {

    private static final int SHOWN = 20;

    private final List<String> found = new ArrayList<>();

    /** Adds a finding, formatted as by {@link String#format}. */
    public void add(String format, Object... values) {
        found.add(values.length == 0 ? format : format.formatted(values));
    }

    /** Returns whether nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws the exception made of all findings, when there are any. */
    public void throwIfAny(Function<String, ? extends RuntimeException> exception) {
        if (!found.isEmpty()) {
            throw exception.apply(inWords());
        }
    }

    private String inWords() {
        if (found.size() == 1) {
            return found.get(0);
        }
        var text = new StringBuilder(found.size() + " problems:");
        found.stream().limit(SHOWN).forEach(one -> text.append("\n  - ").append(one));
        if (found.size() > SHOWN) {
            text.append("\n  - and ").append(found.size() - SHOWN).append(" more");
        }
        return text.append('\n').toString();
    }
}
