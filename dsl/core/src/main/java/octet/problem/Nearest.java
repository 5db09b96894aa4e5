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
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

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
