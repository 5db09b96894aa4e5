package octet.kernel.jshell;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Carries the values of static fields over from a class to its new version: those of JShell's wrappers are variables. */
final class StaticFields {
    private StaticFields() {}

    /**
     * Copies the values of all fields that can be set.
     *
     * @return the names of the fields whose values do not fit any more
     */
    static List<String> copy(Class<?> before, Class<?> after) {
        List<String> lost = new ArrayList<>();
        for (Field field : before.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && !Modifier.isFinal(field.getModifiers())
                    && !isCopied(field, after)) {
                lost.add(field.getName());
            }
        }
        return lost;
    }

    private static boolean isCopied(Field before, Class<?> type) {
        try {
            Field after = type.getDeclaredField(before.getName());
            before.setAccessible(true);
            after.setAccessible(true);
            after.set(null, before.get(null));
            return true;
        } catch (NoSuchFieldException noLongerDeclared) {
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException otherType) {
            return false;
        }
    }

    /** Returns what there is to say when a class that was in use begins anew; empty if it had nothing to keep. */
    static List<String> restarted(Class<?> type) {
        String names = Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .filter(StaticFields::mayHaveChanged)
                .map(Field::getName)
                .collect(Collectors.joining(", "));
        String name = InventedNames.hide(type.getName()).replace('$', '.');
        return names.isEmpty()
                ? List.of()
                : List.of("the static fields of " + name + " begin anew, because it was declared anew: " + names);
    }

    /** A constant comes back as it was, an object that others could change does not. */
    private static boolean mayHaveChanged(Field field) {
        Class<?> type = field.getType();
        return !Modifier.isFinal(field.getModifiers())
                || !type.isPrimitive() && type != String.class && !field.isEnumConstant();
    }
}
