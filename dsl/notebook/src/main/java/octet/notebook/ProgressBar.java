package octet.notebook;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import octet.progress.Progress;
import octet.progress.ProgressView;

/**
 * Shows long runs as a bar in the cell that started them; on a console as lines of text.
 *
 * <p>A run that has ended leaves one line: what was done, how much and how long it took. Thread-safe.
 */
public final class ProgressBar implements ProgressView {
    private static final String SMALL = "font-size: 0.9em; opacity: 0.75";

    private final Map<Long, String> displays = new ConcurrentHashMap<>();

    ProgressBar() {}

    /** Shows all runs of this process on the screen in use from now on; see {@link Screens}. */
    public static void install() {
        Progress.showIn(new ProgressBar());
    }

    @Override
    public synchronized void show(State state) {
        Rich rich = Rich.html(html(state), Visible.line(state.inWords()));
        try {
            String id = displays.get(state.run());
            if (id == null) {
                displays.put(state.run(), id = UUID.randomUUID().toString());
                Screens.current().show(id, rich);
            } else {
                Screens.current().update(id, rich);
            }
        } catch (RuntimeException unseen) {
            // A run must not fail because nobody can see how far it is.
        }
        if (state.finished()) {
            displays.remove(state.run());
        }
    }

    private static Html html(State state) {
        Html words = Html.element("span").attribute("style", SMALL).text(state.inWords());
        if (state.finished()) {
            return Html.element("div").add(words);
        }
        Html bar =
                Html.element("progress").attribute("style", "width: 16em; margin-right: 0.8em; vertical-align: middle");
        if (state.total() > 0) {
            bar = bar.attribute("max", String.valueOf(state.total()))
                    .attribute("value", String.valueOf(Math.min(state.done(), state.total())));
        }
        return Html.element("div").add(bar, words);
    }
}
