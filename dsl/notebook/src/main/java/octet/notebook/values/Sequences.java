package octet.notebook.values;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.notebook.Html;
import octet.notebook.Plain;
import octet.notebook.TableView;

/** Arrays and collections, by what their elements are. */
final class Sequences {
    private static final int MOST_COLUMNS = 20;
    private static final int SHORT = 20;
    private static final int SHORT_TEXT = 100;

    private Sequences() {}

    /** Returns a table, or nothing where the text of Java is as good. */
    static Optional<Html> html(Object value) {
        Elements elements = Elements.of(value);
        List<Object> shown = elements.shown();
        if (shown.isEmpty()) {
            return Optional.empty();
        } else if (areAll(shown, Record.class) && areOfOneClass(shown)) {
            return Optional.of(records(elements));
        } else if (shown.stream().allMatch(Map.class::isInstance)) {
            return Optional.of(maps(elements));
        } else if (shown.stream().allMatch(Sequences::isSequence)) {
            return Optional.of(rows(elements));
        } else if (elements.size() <= SHORT && Plain.text(shown).length() <= SHORT_TEXT) {
            return Optional.empty();
        }
        return Optional.of(Cells.of(shown).isNumber() ? NumberGrid.of(value).html() : lines(elements));
    }

    private static boolean areAll(List<Object> values, Class<?> type) {
        return values.stream().allMatch(type::isInstance);
    }

    private static boolean areOfOneClass(List<Object> values) {
        return values.stream().map(Object::getClass).distinct().count() == 1;
    }

    private static boolean isSequence(Object value) {
        return value != null && (value.getClass().isArray() || value instanceof Collection<?>);
    }

    private static Html records(Elements elements) {
        List<TableView.Column> columns = new ArrayList<>();
        List<Cells> cells = new ArrayList<>();
        RecordComponent[] components = elements.shown().get(0).getClass().getRecordComponents();
        for (RecordComponent component : components) {
            Cells column = Cells.of(elements.shown().stream()
                    .map(row -> Components.value((Record) row, component))
                    .toList());
            cells.add(column);
            columns.add(column.column(component.getName(), component.getType().getSimpleName()));
        }
        return table(elements, columns, cells, List.of());
    }

    private static Html maps(Elements elements) {
        Set<Object> keys = new LinkedHashSet<>();
        elements.shown().forEach(row -> keys.addAll(((Map<?, ?>) row).keySet()));
        List<TableView.Column> columns = new ArrayList<>();
        List<Cells> cells = new ArrayList<>();
        for (Object key : keys.stream().limit(MOST_COLUMNS).toList()) {
            List<Object> values = new ArrayList<>();
            for (Object row : elements.shown()) {
                Map<?, ?> map = (Map<?, ?>) row;
                values.add(map.containsKey(key) ? map.get(key) : Cells.NONE);
            }
            Cells column = Cells.of(values);
            cells.add(column);
            columns.add(column.column(Plain.text(key), ""));
        }
        int hidden = keys.size() - cells.size();
        return table(elements, columns, cells, hidden > 0 ? List.of(hidden + " more keys are hidden") : List.of());
    }

    /** Rows of a grid; shorter ones leave cells empty. */
    private static Html rows(Elements elements) {
        List<Elements> rows = elements.shown().stream()
                .map(row -> Elements.of(row, MOST_COLUMNS))
                .toList();
        Elements longest =
                rows.stream().max(Comparator.comparingInt(Elements::size)).orElseThrow();
        List<TableView.Column> columns = new ArrayList<>();
        List<Cells> cells = new ArrayList<>();
        for (int place : longest.places()) {
            List<Object> values = new ArrayList<>();
            for (Elements row : rows) {
                values.add(place < 0 ? "…" : at(row, place));
            }
            Cells column = Cells.of(values);
            cells.add(column);
            columns.add(column.column(place < 0 ? "…" : String.valueOf(place), ""));
        }
        String size = elements.name() + " of " + rows.get(0).name();
        boolean areAlike = rows.stream().mapToInt(Elements::size).distinct().count() == 1;
        List<String> notes =
                new ArrayList<>(List.of(areAlike ? size : elements.name() + ", rows of different lengths"));
        if (longest.hidden() > 0) {
            notes.add(Elements.count(longest.hidden()) + " columns are hidden");
        }
        return table(elements, columns, cells, notes);
    }

    private static Object at(Elements row, int place) {
        for (int i = 0; i < row.places().length; i++) {
            if (row.places()[i] == place) {
                return row.values().get(i);
            }
        }
        return Cells.NONE;
    }

    private static Html lines(Elements elements) {
        Cells cells = Cells.of(elements.shown());
        return table(elements, List.of(cells.column("element", "")), List.of(cells), List.of());
    }

    /** Puts the index before the columns, and the gap and its note where some rows are hidden. */
    private static Html table(
            Elements elements, List<TableView.Column> columns, List<Cells> cells, List<String> notes) {
        List<TableView.Column> all = new ArrayList<>(List.of(new TableView.Column("", "index", true)));
        all.addAll(columns);
        List<List<String>> rows = new ArrayList<>();
        int row = 0;
        for (int place : elements.places()) {
            if (place < 0) {
                rows.add(null);
                continue;
            }
            List<String> line = new ArrayList<>(List.of(String.valueOf(place)));
            for (Cells column : cells) {
                line.add(column.texts().get(row));
            }
            rows.add(line);
            row++;
        }
        List<String> below = new ArrayList<>(notes);
        if (notes.isEmpty() || !notes.get(0).startsWith(elements.name())) {
            below.add(0, elements.name());
        }
        if (elements.hidden() > 0) {
            below.add(Elements.count(elements.hidden()) + " rows are hidden");
        }
        return new TableView("", all, rows, below).html();
    }
}
