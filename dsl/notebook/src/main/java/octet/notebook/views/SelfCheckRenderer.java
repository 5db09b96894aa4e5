package octet.notebook.views;

import octet.engine.SelfCheck;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows what a look at an int8 model showed, warnings first. */
public final class SelfCheckRenderer implements Renderer<SelfCheck> {
    /** For {@link java.util.ServiceLoader}. */
    public SelfCheckRenderer() {}

    @Override
    public Class<SelfCheck> type() {
        return SelfCheck.class;
    }

    @Override
    public Rich render(SelfCheck check) {
        var latency = check.latency();
        Card card = new Card("Self-check")
                .warnings(check)
                .outputs(check)
                .fact("latency, 1 thread", latency.toString())
                .remark("a quick look at " + check.error().samples()
                        + " calibration samples; validate(data, metric) looks" + " closely");
        return Rich.html(card.html(), Words.of(check));
    }
}
