package octet.notebook.views;

import java.util.ArrayList;
import java.util.List;
import octet.Calibration;
import octet.calibration.Statistic;
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
                .warnings(calibration.warnings())
                .fact("data", calibration.data())
                .fact("samples", String.valueOf(calibration.samples()))
                .fact("values observed", String.valueOf(seen.size()))
                .fact("statistics", statistics(calibration));
        if (calibration.seconds() > 0) {
            card.fact("time", Words.format("%.1f s", calibration.seconds()));
        }
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

    /** What is known, and of how many values where that is not all. */
    private static String statistics(Calibration calibration) {
        var seen = calibration.statistics().values();
        List<String> texts = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            long count =
                    seen.stream().filter(one -> one.known().contains(statistic)).count();
            if (count > 0) {
                texts.add(count == seen.size() ? statistic.toString() : statistic + " of " + count);
            }
        }
        return String.join(", ", texts);
    }
}
