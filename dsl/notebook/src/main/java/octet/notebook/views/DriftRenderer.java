package octet.notebook.views;

import octet.notebook.Renderer;
import octet.notebook.Rich;
import octet.report.Drift;

/** Shows how values differ between two calibrations, the worst first. */
public final class DriftRenderer implements Renderer<Drift> {
    /** For {@link java.util.ServiceLoader}. */
    public DriftRenderer() {}

    @Override
    public Class<Drift> type() {
        return Drift.class;
    }

    @Override
    public Rich render(Drift drift) {
        var table = new RowTable<>(drift.verdict(), drift)
                .text("value", Drift.Row::value)
                .text("calibrated", row -> Words.range(row.calibrated()))
                .text("other", row -> Words.range(row.other()))
                .tenths("beyond %", row -> 100 * row.beyond())
                .numbers("elements outside", Drift.Row::outside)
                .numbers("distance", Drift.Row::distance)
                .hidden("table(drift)");
        return Rich.html(table.html(), Words.of(drift));
    }
}
