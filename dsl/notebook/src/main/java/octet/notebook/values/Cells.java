package octet.notebook.values;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import octet.notebook.NumberFormat;
import octet.notebook.Plain;
import octet.notebook.TableView;

/**
 * One column of values as text: doubles in five significant digits, anything else as Java prints it, on one line.
 *
 * @param isNumber whether all are numbers
 * @param texts one for each value
 */
record Cells(boolean isNumber, List<String> texts) {
    /** Stands for no value at all, as in a map that lacks the key of its column. */
    static final Object NONE = new Object();

    static Cells of(List<?> values) {
        boolean isNumber = !values.isEmpty()
                && values.stream().allMatch(value -> value instanceof Number || value == null || value == NONE)
                && values.stream().anyMatch(Number.class::isInstance);
        double[] fractions = values.stream()
                .filter(value -> value instanceof Double || value instanceof Float)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
        DoubleFunction<String> format = NumberFormat.ofColumn(fractions);
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(text(value, format));
        }
        return new Cells(isNumber, texts);
    }

    private static String text(Object value, DoubleFunction<String> format) {
        if (value == NONE) {
            return "";
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isNaN(number) ? "NaN" : format.apply(number);
        }
        return Plain.text(value).replace('\n', ' ').replace('\r', ' ');
    }

    TableView.Column column(String name, String type) {
        return new TableView.Column(name, type, isNumber);
    }

    /** Returns columns as rows. */
    static List<List<String>> rows(List<Cells> columns, int count) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = i;
            rows.add(columns.stream().map(column -> column.texts().get(row)).toList());
        }
        return rows;
    }
}
