package octet.notebook;

import java.util.List;
import octet.progress.ProgressView;

/** Shows the progress of long runs where values are shown: a bar that is redrawn in place, and words when it is done. */
public final class NotebookProgress implements ProgressView {
    private long latestRun = -1;

    /** Makes a view for any number of runs, one after the other. */
    public NotebookProgress() {}

    @Override
    public synchronized void show(State state) {
        String id = "progress-" + state.run();
        Rich bar = bar(state);
        if (state.run() == latestRun) {
            Screens.current().update(id, bar);
        } else {
            latestRun = state.run();
            Screens.current().show(id, bar);
        }
    }

    private static Rich bar(State state) {
        String words = Visible.line(state.inWords());
        Html text = Html.element("span").text(words);
        if (state.finished()) {
            return Rich.html(text, words);
        }
        Html bar =
                Html.element("progress").attribute("style", "width: 12em; vertical-align: middle; margin-right: 0.8em");
        if (state.total() > 0) {
            bar = bar.attribute("max", String.valueOf(state.total())).attribute("value", String.valueOf(state.done()));
        }
        return Rich.html(Html.all(List.of(bar, text)), words);
    }
}
