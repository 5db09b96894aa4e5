package octet.notebook.views;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import octet.notebook.Html;
import octet.notebook.NumberFormat;
import octet.notebook.TableView;

/**
 * Builds a table to look at, column by column; of many rows it shows the first and the last.
 *
 * @param <T> what a row is about
 */
final class RowTable<T> {
    private final String caption;
    private final int count;
    private final List<T> rows;
    private final List<TableView.Column> columns = new ArrayList<>();
    private final List<List<String>> cells = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    RowTable(String caption, List<T> rows) {
        this.caption = caption;
        this.count = rows.size();
        this.rows = Arrays.stream(TableView.shownRows(count))
                .filter(row -> row >= 0)
                .mapToObj(rows::get)
                .toList();
    }

    RowTable<T> text(String name, Function<? super T, String> cell) {
        return column(name, "text", rows.stream().map(cell::apply).toList());
    }

    /** Adds numbers in five significant digits; NaN stands for none. */
    RowTable<T> numbers(String name, ToDoubleFunction<? super T> cell) {
        double[] values = rows.stream().mapToDouble(cell).toArray();
        return column(
                name,
                "number",
                Arrays.stream(values).mapToObj(NumberFormat.ofColumn(values)).toList());
    }

    /** Adds numbers with one decimal; NaN stands for none. */
    RowTable<T> tenths(String name, ToDoubleFunction<? super T> cell) {
        return column(
                name,
                "number",
                rows.stream().mapToDouble(cell).mapToObj(RowTable::tenth).toList());
    }

    /** A signal without any noise has infinitely many decibels. */
    private static String tenth(double value) {
        return Double.isNaN(value) ? "" : Double.isInfinite(value) ? "exact" : Words.format("%.1f", value);
    }

    /** Adds shares from 0 to 1 as percentages with one decimal; none for 0. */
    RowTable<T> percents(String name, ToDoubleFunction<? super T> cell) {
        return column(
                name,
                "number",
                rows.stream()
                        .mapToDouble(cell)
                        .mapToObj(value -> value == 0 ? "" : Words.format("%.1f%%", 100 * value))
                        .toList());
    }

    /** Adds numbers with one decimal, each above a bar; one as great as {@code most} or greater has the longest. */
    RowTable<T> bars(String name, ToDoubleFunction<? super T> cell, double most) {
        tenths(name, cell);
        List<Double> bars = new ArrayList<>(
                rows.stream().mapToDouble(cell).mapToObj(value -> value / most).toList());
        if (count > rows.size()) {
            bars.add(bars.size() / 2, Double.NaN);
        }
        columns.set(columns.size() - 1, new TableView.Column(name, "number", true, bars));
        return this;
    }

    private RowTable<T> column(String name, String type, List<String> texts) {
        columns.add(new TableView.Column(name, type, type.equals("number")));
        cells.add(texts);
        return this;
    }

    RowTable<T> note(String text) {
        notes.add(text);
        return this;
    }

    /** Says below the table how many rows are hidden, if any, and what shows them all. */
    RowTable<T> hidden(String all) {
        int hidden = count - rows.size();
        return hidden == 0 ? this : note(Words.format("%,d rows between them are hidden; %s has all", hidden, all));
    }

    Html html() {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            lines.add(cells.stream().map(column -> column.get(row)).toList());
        }
        if (count > rows.size()) {
            lines.add(lines.size() / 2, null);
        }
        return new TableView(caption, columns, Collections.unmodifiableList(lines), notes).html();
    }
}
