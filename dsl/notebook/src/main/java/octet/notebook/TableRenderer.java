package octet.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Shows Tablesaw tables: at most {@value TableView#MOST_ROWS} rows, numbers to the right in five significant digits. */
public final class TableRenderer implements Renderer<Table> {
    private static final int MANY_COLUMNS = 10;

    /** For {@link java.util.ServiceLoader}. */
    public TableRenderer() {}

    @Override
    public Class<Table> type() {
        return Table.class;
    }

    @Override
    public Rich render(Table table) {
        TableView view = view(table);
        return Rich.text(view.text()).with(Rich.HTML, view.html().markup());
    }

    private static TableView view(Table table) {
        int[] shown = TableView.shownRows(table.rowCount());
        List<TableView.Column> columns = new ArrayList<>();
        List<IntFunction<String>> cells = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            boolean isNumber = column instanceof NumericColumn;
            columns.add(new TableView.Column(column.name(), column.type().name(), isNumber));
            cells.add(cellsOf(column, shown));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int row : shown) {
            rows.add(row < 0 ? null : cells.stream().map(c -> c.apply(row)).toList());
        }
        String name = table.name() == null ? "" : table.name();
        return new TableView(name, columns, rows, notes(table.rowCount(), columns.size()));
    }

    private static IntFunction<String> cellsOf(Column<?> column, int[] shown) {
        // Not by its type: Tablesaw makes a second DOUBLE when a column's class is the first of its classes to be used.
        if (!(column instanceof DoubleColumn) && !(column instanceof FloatColumn)) {
            return column::getString;
        }
        NumericColumn<?> numbers = (NumericColumn<?>) column;
        double[] values = Arrays.stream(shown)
                .filter(row -> row >= 0)
                .mapToDouble(numbers::getDouble)
                .toArray();
        DoubleFunction<String> format = NumberFormat.ofColumn(values);
        return row -> format.apply(numbers.getDouble(row));
    }

    private static List<String> notes(int rows, int columns) {
        List<String> notes = new ArrayList<>();
        notes.add(counted(rows, "row") + " × " + counted(columns, "column")
                + (columns > MANY_COLUMNS ? ", scroll sideways to see them all" : ""));
        if (rows > TableView.MOST_ROWS) {
            int half = TableView.MOST_ROWS / 2;
            notes.add(String.format(
                    Locale.ROOT,
                    "the first and last %d rows are shown, %,d between them are hidden: System.out.println(table.print(%d)) has all",
                    half,
                    rows - TableView.MOST_ROWS,
                    rows));
        }
        return notes;
    }

    private static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? what : what + "s");
    }
}
