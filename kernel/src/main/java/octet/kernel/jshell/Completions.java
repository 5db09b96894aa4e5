package octet.kernel.jshell;

import java.util.List;

/**
 * What may come at a place.
 *
 * @param all the best first
 * @param start where the text that they replace starts, in characters
 * @param end where it ends
 */
public record Completions(List<Completion> all, int start, int end) {
    /** Copies the list. */
    public Completions {
        all = List.copyOf(all);
    }

    /**
     * Something that may come.
     *
     * @param text what to write
     * @param type a word that front ends have a picture for: function, class, module, keyword, variable, path, magic
     * @param signature parameters and result of a function, or what else is worth knowing; may be empty
     */
    public record Completion(String text, String type, String signature) {}

    /** Returns the texts. */
    public List<String> texts() {
        return all.stream().map(Completion::text).toList();
    }
}
