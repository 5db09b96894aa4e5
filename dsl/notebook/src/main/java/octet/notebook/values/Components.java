package octet.notebook.values;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import octet.notebook.Plain;

/** The components of records. */
final class Components {
    private Components() {}

    /** Returns whether a record has the toString that Java gives it, and components that can be read. */
    static boolean isPlain(Record row, String text) {
        StringJoiner expected = new StringJoiner(", ", row.getClass().getSimpleName() + "[", "]");
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            Object value = value(row, component);
            if (value == Cells.NONE) {
                return false;
            }
            expected.add(component.getName() + "=" + (value == null ? null : string(value)));
        }
        return row.getClass().getRecordComponents().length > 0
                && expected.toString().equals(text);
    }

    /** Not of Plain: an array in a record's own text has no elements. */
    private static String string(Object value) {
        try {
            return value.toString();
        } catch (RuntimeException | StackOverflowError failure) {
            return Plain.text(value);
        }
    }

    /** Returns the value of a component; {@link Cells#NONE} where its accessor cannot be called or fails. */
    static Object value(Record row, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException | InaccessibleObjectException | SecurityException closed) {
            return Cells.NONE;
        }
    }

    static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
        }
        return names;
    }
}
