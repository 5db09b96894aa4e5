package octet.notebook.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import octet.notebook.NumberFormat;
import octet.notebook.TableView;

/** Numbers ten a line, each line led by the index of its first; of many, the first and the last five lines. */
final class NumberGrid {
    private static final int A_LINE = 10;
    private static final int MOST = 10 * A_LINE;

    private NumberGrid() {}

    static TableView of(Object numbers) {
        Elements elements = Elements.of(numbers, MOST);
        List<String> texts = Cells.of(elements.shown()).texts();
        List<TableView.Column> columns = new ArrayList<>(List.of(new TableView.Column("", "index", true)));
        for (int i = 0; i < A_LINE; i++) {
            columns.add(new TableView.Column("+" + i, "", true));
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> line = List.of();
        int next = 0;
        for (int place : elements.places()) {
            if (place < 0) {
                rows.add(null);
                line = List.of();
                continue;
            }
            if (line.isEmpty() || line.size() == columns.size()) {
                line = new ArrayList<>(List.of(String.valueOf(place)));
                rows.add(line);
            }
            line.add(texts.get(next++));
        }
        rows.stream().filter(row -> row != null).forEach(row -> fill(row, columns.size()));
        List<String> notes = new ArrayList<>(List.of(elements.name()));
        summary(numbers).ifPresent(notes::add);
        if (elements.hidden() > 0) {
            notes.add(Elements.count(elements.hidden()) + " between them are hidden");
        }
        return new TableView("", columns, rows, notes);
    }

    private static void fill(List<String> row, int size) {
        while (row.size() < size) {
            row.add("");
        }
    }

    private static Optional<String> summary(Object numbers) {
        DoubleSummaryStatistics all;
        if (numbers instanceof double[] doubles) {
            all = Arrays.stream(doubles).summaryStatistics();
        } else if (numbers instanceof float[] floats) {
            all = new DoubleSummaryStatistics();
            for (float one : floats) {
                all.accept(one);
            }
        } else if (numbers instanceof int[] ints) {
            all = Arrays.stream(ints).asDoubleStream().summaryStatistics();
        } else if (numbers instanceof long[] longs) {
            all = Arrays.stream(longs).asDoubleStream().summaryStatistics();
        } else {
            return Optional.empty();
        }
        return Optional.of(
                "from " + number(all.getMin()) + " to " + number(all.getMax()) + ", mean " + number(all.getAverage()));
    }

    private static String number(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : NumberFormat.ofColumn(new double[] {value}).apply(value);
    }
}
