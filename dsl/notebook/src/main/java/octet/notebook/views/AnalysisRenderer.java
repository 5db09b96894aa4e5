package octet.notebook.views;

import java.util.ArrayList;
import java.util.List;
import octet.accuracy.Analysis;
import octet.accuracy.Analysis.Measured;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows what quantizing does piece by piece, the worst piece first. */
public final class AnalysisRenderer implements Renderer<Analysis> {
    /** For {@link java.util.ServiceLoader}. */
    public AnalysisRenderer() {}

    /** What a line is about: one piece quantized alone, and all but it. */
    private record Line(String what, Measured alone, Measured without) {}

    @Override
    public Class<Analysis> type() {
        return Analysis.class;
    }

    @Override
    public Rich render(Analysis analysis) {
        List<Line> lines = new ArrayList<>();
        Measured none = new Measured(Double.NaN, Double.NaN);
        lines.add(new Line("everything", analysis.all(), none));
        lines.add(new Line("weights only", analysis.weightsOnly(), analysis.activationsOnly()));
        lines.add(new Line("activations only", analysis.activationsOnly(), analysis.weightsOnly()));
        analysis.worst().forEach(row -> lines.add(new Line(row.group().toString(), row.alone(), row.without())));
        double most = lines.stream()
                .mapToDouble(line -> line.alone().noise())
                .filter(noise -> !Double.isNaN(noise))
                .max()
                .orElse(1);
        var table = new RowTable<>(
                        Words.line(analysis.name() + " piece by piece, on " + analysis.samples() + " samples"), lines)
                .text("quantized", Line::what)
                .bars("noise alone, %", line -> 100 * line.alone().noise(), 100 * most)
                .numbers("noise of all others", line -> line.without().noise());
        if (analysis.metric() != null) {
            table.numbers("drop alone", line -> line.alone().drop())
                    .numbers("drop of all others", line -> line.without().drop());
        }
        table.hidden("table(analysis)")
                .note("noise: energy of the outputs' error in percent of that of float's outputs")
                .note("most noise: " + analysis.suggest())
                .note("also: .suggest(), plot(analysis), table(analysis)");
        return Rich.html(table.html(), Words.of(analysis));
    }
}
