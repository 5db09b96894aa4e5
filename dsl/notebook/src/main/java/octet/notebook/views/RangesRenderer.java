package octet.notebook.views;

import octet.notebook.Renderer;
import octet.notebook.Rich;
import octet.report.Ranges;

/** Shows the ranges of a quantized model's activations. */
public final class RangesRenderer implements Renderer<Ranges> {
    /** For {@link java.util.ServiceLoader}. */
    public RangesRenderer() {}

    @Override
    public Class<Ranges> type() {
        return Ranges.class;
    }

    @Override
    public Rich render(Ranges ranges) {
        var table = new RowTable<>(ranges.size() + " quantized activations", ranges)
                .text("value", Ranges.Row::value)
                .numbers("low", row -> row.observed().low())
                .numbers("high", row -> row.observed().high())
                .numbers("scale", Ranges.Row::scale)
                .numbers("zero point", Ranges.Row::zeroPoint)
                .hidden("table(ranges)")
                .note("plot(ranges) draws them");
        return Rich.html(table.html(), Words.of(ranges));
    }
}
