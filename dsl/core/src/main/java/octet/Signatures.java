package octet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import octet.format.Session;
import octet.graph.ValueInfo;
import octet.problem.BadModelException;
import octet.problem.Nearest;
import octet.problem.Problems;

/** Checks that two models take and return the same, as far as their runtimes can tell before a run. */
final class Signatures {

    private final Problems problems = new Problems();

    private Signatures() {}

    /** @throws BadModelException when names, types or shapes differ, so that a comparison would tell nothing */
    static void check(Model model, Path other, Session session) {
        var signatures = new Signatures();
        signatures.compare("input", model.session().inputs(), session.inputs());
        signatures.compare("output", model.session().outputs(), session.outputs());
        signatures.problems.throwIfAny(found -> new BadModelException(
                other + " cannot be compared with " + model.name() + ": " + found,
                "the same inputs and outputs",
                "compare it with the float model that it was made from"));
    }

    private void compare(String what, List<ValueInfo> floats, List<ValueInfo> others) {
        if (floats.isEmpty() || others.isEmpty()) {
            return;
        }
        for (ValueInfo value : floats) {
            Optional<ValueInfo> other = named(value.name(), others);
            if (other.isEmpty()) {
                problems.add(
                        "it has no %s '%s' (nearest: %s)",
                        what, value.name(), Nearest.inWords(value.name(), names(others)));
            } else if (!fit(value, other.get())) {
                problems.add("its %s is %s, the float model's %s", what, other.get(), value);
            }
        }
        for (ValueInfo other : others) {
            if (named(other.name(), floats).isEmpty()) {
                problems.add("it has the %s '%s', which the float model has not", what, other.name());
            }
        }
    }

    private static List<String> names(List<ValueInfo> values) {
        return values.stream().map(ValueInfo::name).toList();
    }

    private static Optional<ValueInfo> named(String name, List<ValueInfo> values) {
        return values.stream().filter(value -> value.name().equals(name)).findFirst();
    }

    private static boolean fit(ValueInfo a, ValueInfo b) {
        boolean types =
                a.type() == b.type() || a.type().isFloating() && b.type().isFloating();
        if (!types || a.shape() == null || b.shape() == null) {
            return types;
        }
        boolean shapes = a.shape().rank() == b.shape().rank();
        for (int axis = 0; shapes && axis < a.shape().rank(); axis++) {
            long one = a.shape().dim(axis);
            long two = b.shape().dim(axis);
            shapes = one < 0 || two < 0 || one == two;
        }
        return shapes;
    }
}
