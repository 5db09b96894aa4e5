package octet.accuracy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import octet.placement.IgnoredScope;
import octet.problem.Words;
import octet.report.TextTable;

/**
 * What quantizing does to a model piece by piece: weights or activations only, each group of operations alone, and all
 * groups but one. One row a group, in the order of the model.
 *
 * <p>A model is measured by the noise of its outputs against float, see {@link octet.compare.OutputError.Sum#noise}, and,
 * where there is a metric, by its drop on the same samples. Where several groups ruin the outputs each on its own, all but
 * one of them look no better than all; so {@link #worst()} goes by what each does alone.
 */
public final class Analysis extends AbstractList<Analysis.Row> {

    private static final double SUGGESTED_SHARE = 0.9;

    private final String name;
    private final String metric;
    private final int samples;
    private final Measured all;
    private final Measured weightsOnly;
    private final Measured activationsOnly;
    private final List<Row> rows;
    private final IgnoredScope suggestion;

    /**
     * What was measured of a model.
     *
     * @param noise of its outputs; 0 when they equal float's
     * @param drop of its score; NaN without a metric
     */
    public record Measured(double noise, double drop) {}

    /**
     * One group of operations.
     *
     * @param group the operations
     * @param alone the model in which nothing else is quantized; NaN where the group is not quantized without others
     * @param without the model in which all else is quantized
     */
    public record Row(Group group, Measured alone, Measured without) {}

    Analysis(
            String name,
            String metric,
            int samples,
            Measured all,
            Measured weightsOnly,
            Measured activationsOnly,
            List<Row> rows,
            IgnoredScope suggestion) {
        this.name = name;
        this.metric = metric;
        this.samples = samples;
        this.all = all;
        this.weightsOnly = weightsOnly;
        this.activationsOnly = activationsOnly;
        this.rows = List.copyOf(rows);
        this.suggestion = suggestion;
    }

    /** The model's name. */
    public String name() {
        return name;
    }

    /** The metric's name; {@code null} without one. */
    public String metric() {
        return metric;
    }

    /** On so many samples it was measured. */
    public int samples() {
        return samples;
    }

    /** The model with everything quantized. */
    public Measured all() {
        return all;
    }

    /** The model of which only weights are quantized. */
    public Measured weightsOnly() {
        return weightsOnly;
    }

    /** The model of which only activations are quantized. */
    public Measured activationsOnly() {
        return activationsOnly;
    }

    @Override
    public Row get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** The rows, those first that make most noise alone. */
    public List<Row> worst() {
        return worst(rows);
    }

    private static List<Row> worst(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparingDouble((Row row) -> -known(row.alone.noise)))
                .toList();
    }

    private static double known(double noise) {
        return Double.isNaN(noise) ? 0 : noise;
    }

    /** The fewest groups that make nine tenths of the noise that all groups make alone, the worst first. */
    static List<Group> suspects(List<Row> rows) {
        double sum = rows.stream().mapToDouble(row -> known(row.alone.noise)).sum();
        List<Group> suspects = new ArrayList<>();
        double covered = 0;
        for (Row row : worst(rows)) {
            if (covered < SUGGESTED_SHARE * sum) {
                suspects.add(row.group);
            }
            covered += known(row.alone.noise);
        }
        return suspects;
    }

    /**
     * The fewest groups that make nine tenths of the noise, as something to ignore: its {@code toString} is the line to
     * paste. It was not tried; {@code validation.within(...)} tries.
     */
    public IgnoredScope suggest() {
        return suggestion;
    }

    /** The three models, then a line a group, the worst first. */
    @Override
    public String toString() {
        boolean scored = metric != null;
        var table = scored
                ? new TextTable("quantized", "noise alone", "noise of all others", "drop alone", "drop of all others")
                : new TextTable("quantized", "noise alone", "noise of all others");
        row(table, "everything", all, null);
        row(table, "weights only", weightsOnly, activationsOnly);
        row(table, "activations only", activationsOnly, weightsOnly);
        worst().forEach(row -> row(table, row.group.toString(), row.alone, row.without));
        return Words.of("%s on %d samples%s\n", name, samples, scored ? ", " + metric : "")
                + table
                + "\nMost noise: " + suggestion;
    }

    private void row(TextTable table, String what, Measured alone, Measured others) {
        List<String> cells = new ArrayList<>(
                List.of(what, StepText.brief(alone.noise), others == null ? "–" : StepText.brief(others.noise)));
        if (metric != null) {
            cells.add(StepText.brief(alone.drop));
            cells.add(others == null ? "–" : StepText.brief(others.drop));
        }
        table.row(cells.toArray(String[]::new));
    }
}
