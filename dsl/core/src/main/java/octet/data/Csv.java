package octet.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import octet.problem.BadDataException;
import octet.problem.Nearest;

/**
 * A small table from a CSV file (RFC 4180): the first line names the columns; fields may be quoted, and a quoted field
 * may hold commas, doubled quotes and line breaks. UTF-8, with or without a byte-order mark. Read into memory.
 */
public final class Csv {

    private static final int MAX_FIELD = 1 << 20;
    private static final int MAX_COLUMNS = 1 << 16;

    private final Path file;
    private final List<String> columns;
    private final List<List<String>> rows;

    private Csv(Path file, List<String> columns, List<List<String>> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads the file.
     *
     * @throws BadDataException when it is missing, empty, or a row has more or fewer fields than the first line
     */
    public static Csv read(Path file) {
        DataFiles.check(file, "a CSV file in UTF-8");
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            skipByteOrderMark(in);
            List<String> columns = record(file, in, 1)
                    .orElseThrow(() -> new BadDataException(
                            "The file " + file + " is empty", "a line with the columns' names", null));
            List<List<String>> rows = new ArrayList<>();
            for (var row = record(file, in, 2); row.isPresent(); row = record(file, in, rows.size() + 2)) {
                if (columns.size() > 1 && row.get().equals(List.of(""))) {
                    continue;
                }
                if (row.get().size() != columns.size()) {
                    throw new BadDataException(
                            file + ", row " + (rows.size() + 1) + " has "
                                    + row.get().size() + " fields",
                            columns.size() + " fields, as the first line has: " + columns,
                            "quote fields that hold commas");
                }
                rows.add(row.get());
            }
            return new Csv(file, columns, rows);
        } catch (IOException e) {
            throw new BadDataException(
                    "The file " + file + " cannot be read: " + e, "a CSV file in UTF-8", "check the path", e);
        }
    }

    private static Optional<List<String>> record(Path file, BufferedReader in, int number) throws IOException {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            any = true;
            if (quoted) {
                if (c != '"') {
                    field.append((char) c);
                } else if (peek(in) == '"') {
                    field.append((char) in.read());
                } else {
                    quoted = false;
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
                if (fields.size() > MAX_COLUMNS) {
                    throw new BadDataException(
                            file + ", row " + (number - 1) + " has over " + MAX_COLUMNS + " fields", "a table", null);
                }
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                field.append((char) c);
            }
            if (field.length() > MAX_FIELD) {
                throw new BadDataException(
                        file + ", row " + (number - 1) + " has a field of over " + MAX_FIELD + " characters",
                        "a table",
                        null);
            }
        }
        if (!any) {
            return Optional.empty();
        }
        if (quoted) {
            throw new BadDataException(
                    file + ", row " + (number - 1) + " begins a quoted field that is never closed",
                    "a closing quote",
                    "double the quotes inside a quoted field");
        }
        fields.add(field.toString());
        return Optional.of(fields);
    }

    private static void skipByteOrderMark(BufferedReader in) throws IOException {
        if (peek(in) == '\uFEFF') {
            in.read();
        }
    }

    private static int peek(BufferedReader in) throws IOException {
        in.mark(1);
        int c = in.read();
        in.reset();
        return c;
    }

    /** The columns' names, in their order. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /** The number of rows, the first line not counted. */
    public int size() {
        return rows.size();
    }

    /**
     * All fields of a column.
     *
     * @throws BadDataException when there is no such column
     */
    public List<String> column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new BadDataException(
                    file + " has no column '" + name + "'",
                    "one of " + columns,
                    "try " + Nearest.inWords(name, columns));
        }
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /**
     * Keeps the rows with this field in a column: {@code csv("lines.csv").where("split", "validation")}.
     *
     * @throws BadDataException when there is no such column, or no such row
     */
    public Csv where(String column, String field) {
        List<String> fields = column(column);
        var kept = IntStream.range(0, rows.size())
                .filter(row -> fields.get(row).equals(field))
                .mapToObj(rows::get)
                .toList();
        if (kept.isEmpty()) {
            throw new BadDataException(
                    file + " has no row with '" + field + "' in the column '" + column + "'",
                    "a field that is there",
                    "nearest: " + Nearest.inWords(field, new LinkedHashSet<>(fields)));
        }
        return new Csv(file, columns, kept);
    }

    /** One row as a map from column to field. */
    public Map<String, String> row(int index) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), rows.get(index).get(i));
        }
        return row;
    }

    @Override
    public String toString() {
        return file.getFileName() + ": " + rows.size() + " rows of " + columns;
    }
}
