package octet.report;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import octet.calibration.TapStatistics;
import octet.problem.Words;
import octet.range.Range;

/**
 * How values looked in another calibration of the same model, compared with one: a row for each value that both have
 * observed, the worst first.
 */
public final class Drift extends AbstractList<Drift.Row> {

    private static final int SHOWN = 20;

    private final List<Row> rows;
    private final int unmatched;

    /**
     * One value.
     *
     * @param value its name
     * @param calibrated from the least to the greatest element of the calibration
     * @param other the same of the other calibration
     * @param beyond by how much the other leaves the calibrated range at both ends together, in widths of that range; 0
     *     when it stays inside, infinite when that has no width
     * @param outside which share of the other's elements lies outside the calibrated range; NaN where the other has no
     *     histogram
     * @param distance how differently elements are spread, from 0 to 1, see {@link
     *     octet.calibration.Histogram#distance}; NaN where one has no histogram
     */
    public record Row(String value, Range calibrated, Range other, double beyond, double outside, double distance) {

        /** Whether the other leaves the calibrated range by more than {@link Range#SLACK}. */
        public boolean leaves() {
            return beyond > Range.SLACK;
        }
    }

    private Drift(List<Row> rows, int unmatched) {
        this.rows = rows;
        this.unmatched = unmatched;
    }

    /** Compares what two calibrations have seen, by value. */
    public static Drift between(Map<String, TapStatistics> calibrated, Map<String, TapStatistics> other) {
        List<Row> rows = new ArrayList<>();
        calibrated.forEach((value, seen) -> {
            if (other.containsKey(value)) {
                rows.add(row(seen, other.get(value)));
            }
        });
        rows.sort(Comparator.comparingDouble(Row::beyond)
                .thenComparingDouble(row -> Double.isNaN(row.distance) ? 0 : row.distance)
                .reversed()
                .thenComparing(Row::value));
        return new Drift(rows, calibrated.size() + other.size() - 2 * rows.size());
    }

    private static Row row(TapStatistics seen, TapStatistics others) {
        var calibrated = new Range(seen.min(), seen.max());
        var other = new Range(others.min(), others.max());
        double outside = others.histogram()
                .map(histogram -> histogram.shareOutside(calibrated.low(), calibrated.high()))
                .orElse(Double.NaN);
        double distance = seen.histogram()
                .flatMap(mine -> others.histogram().map(mine::distance))
                .orElse(Double.NaN);
        return new Row(seen.value(), calibrated, other, calibrated.exceededBy(other), outside, distance);
    }

    @Override
    public Row get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** How many values only one of both has observed; nothing can be said of them. */
    public int unmatched() {
        return unmatched;
    }

    /** The result in a sentence, with what to do. */
    public String verdict() {
        long leaving = rows.stream().filter(Row::leaves).count();
        String rest = unmatched == 0 ? "" : Words.of(" Of %d others only one calibration tells.", unmatched);
        if (rows.isEmpty()) {
            return "No value was observed by both." + rest;
        }
        if (leaving == 0) {
            return Words.of(
                            "All %d values stay within their calibrated ranges, within %.0f %%.",
                            size(), 100 * Range.SLACK)
                    + rest;
        }
        return Words.of(
                        "%d of %d values leave their calibrated ranges by more than %.0f %%, '%s' by %s: what lies beyond is"
                                + " cut off in int8. Calibrate on samples of both kinds, as with merge(...).",
                        leaving, size(), 100 * Range.SLACK, rows.get(0).value, Format.percent(rows.get(0).beyond))
                + rest;
    }

    /** The worst values as a table, then the verdict. */
    @Override
    public String toString() {
        var table = new TextTable(
                "value", "low", "high", "other's low", "other's high", "beyond", "elements outside", "distance");
        rows.stream()
                .limit(SHOWN)
                .forEach(row -> table.row(
                        row.value,
                        Format.number(row.calibrated.low()),
                        Format.number(row.calibrated.high()),
                        Format.number(row.other.low()),
                        Format.number(row.other.high()),
                        Format.percent(row.beyond),
                        Format.percent(row.outside),
                        Format.number(row.distance)));
        String more = size() > SHOWN ? Words.of("%n… and %d more values", size() - SHOWN) : "";
        return table + more + "\n" + verdict();
    }
}
