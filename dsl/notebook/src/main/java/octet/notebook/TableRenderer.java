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

/**
 * Shows Tablesaw tables: at most {@value TableView#MOST_ROWS} rows, numbers to the right in five significant digits, the
 * type of each column below its name, and missing values as a dash.
 */
public final class TableRenderer implements Renderer<Table> {
    private static final int MANY_COLUMNS = 10;
    private static final int MOST_COLUMNS = 100;
    private static final String MISSING = "–";

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
        List<Column<?>> first = table.columns().stream().limit(MOST_COLUMNS).toList();
        for (Column<?> column : first) {
            boolean isNumber = column instanceof NumericColumn;
            columns.add(new TableView.Column(column.name(), column.type().name(), isNumber));
            cells.add(cellsOf(column, shown));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int row : shown) {
            rows.add(row < 0 ? null : cells.stream().map(c -> c.apply(row)).toList());
        }
        String name = table.name() == null ? "" : table.name();
        return new TableView(name, columns, rows, notes(table), true);
    }

    private static IntFunction<String> cellsOf(Column<?> column, int[] shown) {
        // Not by its type: Tablesaw makes a second DOUBLE when a column's class is the first of its classes to be used.
        if (!(column instanceof DoubleColumn) && !(column instanceof FloatColumn)) {
            return row -> column.isMissing(row) ? MISSING : column.getString(row);
        }
        NumericColumn<?> numbers = (NumericColumn<?>) column;
        double[] values = Arrays.stream(shown)
                .filter(row -> row >= 0)
                .mapToDouble(numbers::getDouble)
                .toArray();
        DoubleFunction<String> format = NumberFormat.ofColumn(values);
        return row -> column.isMissing(row) ? MISSING : format.apply(numbers.getDouble(row));
    }

    private static List<String> notes(Table table) {
        int rows = table.rowCount();
        int columns = table.columnCount();
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
        if (columns > MOST_COLUMNS) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d more columns are hidden: table.selectColumns(\"name\", …) has them",
                    columns - MOST_COLUMNS));
        }
        int missing = table.columns().stream().mapToInt(Column::countMissing).sum();
        if (missing > 0) {
            notes.add(counted(missing, "missing value") + " (" + MISSING + ")");
        }
        return notes;
    }

    private static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? what : what + "s");
    }
}
