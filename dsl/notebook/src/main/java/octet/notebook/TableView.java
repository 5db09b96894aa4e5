package octet.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table ready to be shown: formatted cells, of a long table only the first and last rows.
 *
 * @param caption may be empty
 * @param columns at least none
 * @param rows the shown rows; null stands for those left out
 * @param notes what is hidden and how to see it, in words
 * @param showsTypes whether the type of a column stands below its name, not only in its tooltip
 */
public record TableView(
        String caption, List<Column> columns, List<List<String>> rows, List<String> notes, boolean showsTypes) {
    /** Of a longer table the first and last rows are shown, half as many each. */
    public static final int MOST_ROWS = 20;

    private static final int LONG_CELL = 32;
    private static final int LONGEST_CELL = 120;
    private static final int LONGEST_TEXT = 50;
    private static final int WIDEST_TEXT = 120;
    private static final String TYPE = "font-weight: normal; font-size: 0.85em; opacity: 0.65";

    /**
     * What a column holds.
     *
     * @param name its name
     * @param type the type of its cells in words, for a tooltip
     * @param isNumber whether its cells are numbers and stand to the right
     * @param bars from 0 to 1, the length of a bar below each cell, NaN for none; empty for a column without bars
     */
    public record Column(String name, String type, boolean isNumber, List<Double> bars) {
        /** Copies the list. */
        public Column {
            bars = List.copyOf(bars);
        }

        /** A column without bars. */
        public Column(String name, String type, boolean isNumber) {
            this(name, type, isNumber, List.of());
        }

        private Html bar(int row) {
            double share = row < bars.size() ? bars.get(row) : Double.NaN;
            return Double.isNaN(share) ? Html.EMPTY : TableView.bar(share, 0);
        }
    }

    /** A table that shows its columns' types in tooltips only. */
    public TableView(String caption, List<Column> columns, List<List<String>> rows, List<String> notes) {
        this(caption, columns, rows, notes, false);
    }

    /** Returns which rows of so many are shown; -1 stands for those left out. */
    public static int[] shownRows(int count) {
        if (count <= MOST_ROWS) {
            return IntStream.range(0, count).toArray();
        }
        int half = MOST_ROWS / 2;
        int[] rows = new int[MOST_ROWS + 1];
        for (int i = 0; i < half; i++) {
            rows[i] = i;
            rows[half + 1 + i] = count - half + i;
        }
        rows[half] = -1;
        return rows;
    }

    /** Returns the table as HTML. */
    public Html html() {
        Html head = Html.element("tr");
        for (Column column : columns) {
            String type = column.type().toLowerCase(Locale.ROOT);
            Html below =
                    showsTypes ? Html.element("div").attribute("style", TYPE).text(type) : Html.EMPTY;
            head = head.add(
                    cell("th", column, column.name()).attribute("title", type).add(below));
        }
        List<Html> body = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<String> row = rows.get(r);
            List<Html> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                cells.add(cell("td", column, row == null ? "…" : row.get(i)).add(column.bar(r)));
            }
            body.add(Html.element("tr").add(cells));
        }
        Html table = Html.element("table").styled("dataframe").attribute("style", "margin: 0");
        if (!caption.isBlank()) {
            table = table.add(Html.element("caption")
                    .attribute("style", "text-align: left; font-weight: bold; padding: 0.3em 0; white-space: nowrap")
                    .text(caption));
        }
        table = table.add(Html.element("thead").add(head), Html.element("tbody").add(body));
        Html scrolling = Html.element("div")
                .attribute("style", "overflow-x: auto; max-width: 100%")
                .add(table);
        Html below = Html.element("div").attribute("style", "font-size: 0.9em; opacity: 0.75; padding: 0.2em 0 0.6em");
        return Html.all(List.of(scrolling, below.text(String.join(" · ", notes))));
    }

    private static Html cell(String element, Column column, String text) {
        String align = column.isNumber() ? "right" : "left";
        // Heads break between words, so that a column is no wider than its cells.
        String wrap =
                text.length() >= LONG_CELL ? "normal; min-width: 13em" : element.equals("th") ? "normal" : "nowrap";
        Html cell = Html.element(element).attribute("style", "text-align: " + align + "; white-space: " + wrap);
        if (text.length() <= LONGEST_CELL) {
            return cell.text(text);
        }
        return cell.attribute("title", text).text(cut(text, LONGEST_CELL));
    }

    /**
     * Returns a bar of a share of the full width; longer ones are cut at the width.
     *
     * @param series the index of its colour in {@link ChartTheme#SERIES}
     */
    public static Html bar(double share, int series) {
        int rgb = ChartTheme.SERIES.get(series).getRGB() & 0xffffff;
        int percent = (int) Math.round(100 * Math.max(0, Math.min(1, share)));
        String style = "height: 0.5em; margin: 2px 0; border-radius: 2px; background: #%06x; width: %d%%";
        return Html.element("div").attribute("style", String.format(style, rgb, percent));
    }

    /** Returns the table in aligned columns, as many as have room in a line. */
    public String text() {
        List<Integer> widths = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < columns.size(); i++) {
            int width = textWidth(i);
            if (i > 0 && total + width > WIDEST_TEXT) {
                break;
            }
            widths.add(width);
            total += width + 2;
        }
        List<String> lines = new ArrayList<>();
        if (!caption.isBlank()) {
            lines.add(Visible.line(caption));
        }
        lines.add(line(columns.stream().map(Column::name).toList(), widths));
        lines.add("─".repeat(Math.max(1, total - 2)));
        for (List<String> row : rows) {
            lines.add(line(row, widths));
        }
        lines.addAll(notes);
        if (widths.size() < columns.size()) {
            lines.add((columns.size() - widths.size()) + " more columns do not fit here");
        }
        return String.join("\n", lines);
    }

    private int textWidth(int column) {
        int width = shown(columns.get(column).name()).length();
        for (List<String> row : rows) {
            width = Math.max(width, row == null ? 1 : shown(row.get(column)).length());
        }
        return width;
    }

    private String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.size(); i++) {
            String cell = cells == null ? "…" : shown(cells.get(i));
            String padding = " ".repeat(Math.max(0, widths.get(i) - cell.length()));
            line.append(columns.get(i).isNumber() ? padding + cell : cell + padding)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String shown(String cell) {
        return Visible.line(cut(cell, LONGEST_TEXT));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
