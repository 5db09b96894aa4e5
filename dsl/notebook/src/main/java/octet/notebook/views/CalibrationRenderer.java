package octet.notebook.views;

import octet.Calibration;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows what a calibration saw: how much, and the values with the widest ranges. */
public final class CalibrationRenderer implements Renderer<Calibration> {
    private static final int WIDEST = 5;

    /** For {@link java.util.ServiceLoader}. */
    public CalibrationRenderer() {}

    @Override
    public Class<Calibration> type() {
        return Calibration.class;
    }

    @Override
    public Rich render(Calibration calibration) {
        var seen = Observed.of(calibration);
        Card card = new Card("Calibration of " + calibration.model().name())
                .fact("data", calibration.data())
                .fact("samples", String.valueOf(calibration.samples()))
                .fact("values observed", String.valueOf(seen.size()))
                .fact("time", Words.format("%.1f s", calibration.seconds()));
        var widest = seen.stream().sorted(Observed.WIDEST_FIRST).limit(WIDEST).toList();
        if (!widest.isEmpty()) {
            card.add(new RowTable<>("Widest ranges", widest)
                    .text("value", Observed::value)
                    .numbers("lowest", Observed::lowest)
                    .numbers("highest", Observed::highest)
                    .note("the " + widest.size() + " widest of " + seen.size() + "; table(calibration) has all")
                    .html());
        }
        return Rich.html(card.html(), Words.of(calibration));
    }
}
