package octet.notebook.views;

import octet.TuningResult;
import octet.accuracy.Tuning;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows what a search over settings came to, and what was tried. */
public final class TuningResultRenderer implements Renderer<TuningResult> {
    /** For {@link java.util.ServiceLoader}. */
    public TuningResultRenderer() {}

    @Override
    public Class<TuningResult> type() {
        return TuningResult.class;
    }

    @Override
    public Rich render(TuningResult result) {
        Tuning tuning = result.tuning();
        String caption = Words.format(
                "%s of %s: a drop of %.4g instead of %.4g",
                Words.line(tuning.metric()), Words.line(tuning.name()), tuning.drop(), tuning.firstDrop());
        var table = new RowTable<>(caption, tuning.trials())
                .text("kept", trial -> trial.kept() ? "✓" : "")
                .text("parameter", Tuning.Trial::parameter)
                .text("value", Tuning.Trial::value)
                .numbers("drop", Tuning.Trial::drop)
                .numbers("noise", Tuning.Trial::noise)
                .note(Words.format("each on %d samples, the best on all; go on with result.model()", tuning.samples()));
        return Rich.html(table.html(), Words.of(result));
    }
}
