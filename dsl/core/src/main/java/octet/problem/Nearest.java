package octet.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the names that a misspelt one was probably meant to be. */
public final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    /** Returns up to three of {@code names}, nearest first by edit distance, a shared part counting as near. */
    public static List<String> to(String wanted, Collection<String> names) {
        return names.stream()
                .distinct()
                .map(name -> new Candidate(name, distance(wanted, name)))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(SHOWN)
                .map(Candidate::name)
                .toList();
    }

    private record Candidate(String name, int distance) {}

    /** Returns the nearest names as words for a message: {@code 'a', 'b'}, or {@code none} when there is no name. */
    public static String inWords(String wanted, Collection<String> names) {
        var near = to(wanted, names);
        return near.isEmpty()
                ? "none"
                : near.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private static int distance(String wanted, String name) {
        String a = wanted.toLowerCase(java.util.Locale.ROOT);
        String b = name.toLowerCase(java.util.Locale.ROOT);
        int edits = EditDistance.between(a, b);
        return b.contains(a) || a.contains(b) ? edits / 2 : edits;
    }
}
