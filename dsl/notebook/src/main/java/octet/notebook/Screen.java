package octet.notebook;

/**
 * Where values are shown: a cell of a notebook, or a console.
 *
 * <p>Called from any thread.
 */
public interface Screen {
    /**
     * Shows a value.
     *
     * @param id names what is shown, for {@link #update}
     */
    void show(String id, Rich value);

    /** Replaces what was shown under an id; without such a thing does nothing. */
    void update(String id, Rich value);

    /**
     * Removes what the cell has shown so far.
     *
     * @param wait whether to keep it until there is something new, which avoids flicker
     */
    void clear(boolean wait);
}
