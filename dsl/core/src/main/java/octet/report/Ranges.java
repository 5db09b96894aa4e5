package octet.report;

import java.util.AbstractList;
import java.util.List;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.range.Range;

/** The ranges of a quantized model's activations in their order: observed, and what the integers can represent. */
public final class Ranges extends AbstractList<Ranges.Row> {

    private final List<Row> rows;

    /**
     * One quantized value.
     *
     * @param value its name
     * @param observed the range that the estimator gave
     * @param spanned the real values of the least and greatest integer
     * @param scale the distance of two neighbouring real values
     * @param zeroPoint the integer that stands for 0
     */
    public record Row(String value, Range observed, Range spanned, double scale, int zeroPoint) {}

    private Ranges(List<Row> rows) {
        this.rows = rows;
    }

    /** The ranges of a plan. */
    public static Ranges of(Plan plan) {
        return new Ranges(plan.activations().stream().map(Ranges::row).toList());
    }

    private static Row row(ActivationQuantizer quantizer) {
        var grid = quantizer.grid();
        return new Row(quantizer.value(), quantizer.observed(), grid.span(), grid.scale(), grid.zeroPoint());
    }

    @Override
    public Row get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public String toString() {
        var table = new TextTable("value", "low", "high", "scale", "zero point");
        rows.forEach(row -> table.row(
                row.value(),
                Format.number(row.observed().low()),
                Format.number(row.observed().high()),
                Format.number(row.scale()),
                String.valueOf(row.zeroPoint())));
        return table.toString();
    }
}
