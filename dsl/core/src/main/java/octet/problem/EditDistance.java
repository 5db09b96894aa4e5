package octet.problem;

/** The Levenshtein distance: the least number of insertions, deletions and replacements of characters. */
public final class EditDistance {

    private EditDistance() {}

    /** Returns the distance in UTF-16 units; 0 for equal strings. Takes O(n·m) time and O(m) memory. */
    public static int between(CharSequence a, CharSequence b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[b.length()];
    }
}
