package octet.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table as text: columns aligned by spaces, numbers to the right. The last cell of a row that has fewer cells than the
 * header runs on over the columns that it leaves out. Cells come from models' authors too, so control
 * characters are replaced and very long cells cut.
 */
public final class TextTable {
    private static final int LONGEST = 160;

    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row of as many cells as the header has, or fewer. */
    public TextTable row(String... cells) {
        rows.add(Arrays.stream(cells).map(TextTable::shown).toList());
        return this;
    }

    private static String shown(String cell) {
        String cut = cell.length() > LONGEST ? cell.substring(0, LONGEST) + "…" : cell;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (var row : rows) {
            for (int i = 0; i < columns && !runsOn(row, i); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                if (runsOn(row, i)) {
                    line.append("  ").append(row.get(i));
                    break;
                }
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(isNumber(i) ? pad + row.get(i) : row.get(i) + pad);
            }
            text.append(text.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    private boolean runsOn(List<String> row, int column) {
        return row.size() < rows.get(0).size() && column >= row.size() - 1;
    }

    private boolean isNumber(int column) {
        return rows.stream()
                .skip(1)
                .filter(row -> column < row.size() && !runsOn(row, column))
                .map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty() || cell.equals("–") || cell.matches("[-+−]?[<\\d.∞].*"));
    }
}
