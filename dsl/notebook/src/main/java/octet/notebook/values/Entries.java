package octet.notebook.values;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import octet.notebook.Html;
import octet.notebook.TableView;

/** A map or a record: one row for each entry or component. */
final class Entries {
    private Entries() {}

    static Html html(Map<?, ?> map) {
        List<Object> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (keys.size() < TableView.MOST_ROWS && entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            keys.add(entry.getKey());
            values.add(entry.getValue());
        }
        String type = map.getClass().getName().startsWith("java.util.ImmutableCollections")
                ? "Map"
                : map.getClass().getSimpleName();
        return table(type + " of " + Elements.count(map.size()), "key", keys, values, map.size() - keys.size());
    }

    static Html html(Record row) {
        List<Object> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            names.add(component.getName());
            values.add(Components.value(row, component));
        }
        return table(row.getClass().getSimpleName(), "component", names, values, 0);
    }

    private static Html table(String name, String key, List<?> keys, List<?> values, int hidden) {
        Cells left = Cells.of(keys);
        // Values of a record have little to do with each other, and those of a map may: only then they share decimals.
        Cells right = key.equals("key") ? Cells.of(values) : alone(values);
        List<List<String>> rows = Cells.rows(List.of(left, right), keys.size());
        if (hidden > 0) {
            rows.add(null);
        }
        List<String> notes = hidden > 0 ? List.of(name, Elements.count(hidden) + " are hidden") : List.of(name);
        return new TableView("", List.of(left.column(key, ""), right.column("value", "")), rows, notes).html();
    }

    private static Cells alone(List<?> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            List<Object> one = new ArrayList<>();
            one.add(value);
            texts.add(Cells.of(one).texts().get(0));
        }
        return new Cells(false, texts);
    }
}
