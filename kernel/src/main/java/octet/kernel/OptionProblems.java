package octet.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import octet.problem.BadSettingsException;
import octet.problem.Nearest;
import octet.problem.OctetException;
import octet.problem.Problems;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Gathers what is wrong with a command's options, so that all of it is said before anything is loaded. */
final class OptionProblems {
    private final List<String> values = new ArrayList<>();
    private final List<OctetException> files = new ArrayList<>();

    /** A check that throws when something is wrong. */
    interface Check {
        void run();
    }

    /** Adds what is wrong with an option's value or with options together. */
    void add(String problem) {
        values.add(problem);
    }

    /** What an option's value stands for; {@code null} where finding it throws, which is a problem. */
    <T> T check(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (OctetException e) {
            values.add(option + ": " + e.getMessage());
            return null;
        }
    }

    /** Adds what is wrong with a file that an option names: what the check throws. */
    void file(Check check) {
        try {
            check.run();
        } catch (OctetException e) {
            files.add(e);
        }
    }

    /** What a name stands for, in whatever case; {@code null} for no name, and for an unknown one, which is a problem. */
    <T> T choose(String option, String name, Map<String, T> choices) {
        if (name == null) {
            return null;
        }
        for (var choice : choices.entrySet()) {
            if (choice.getKey().equalsIgnoreCase(name)) {
                return choice.getValue();
            }
        }
        add("%s is '%s', not one of %s (nearest: %s)"
                .formatted(option, name, String.join(", ", choices.keySet()), Nearest.inWords(name, choices.keySet())));
        return null;
    }

    /** The constants of an enumeration by what they are called. */
    static <E extends Enum<E>> Map<String, E> byName(Class<E> type) {
        Map<String, E> byName = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            byName.put(constant.toString(), constant);
        }
        return byName;
    }

    /**
     * Throws when something is wrong.
     *
     * @throws ParameterException where a value is wrong, whatever the files are
     * @throws OctetException where only files are
     */
    void throwIfAny(CommandLine line) {
        if (values.isEmpty() && files.size() == 1) {
            throw files.get(0);
        }
        var problems = new Problems();
        values.forEach(value -> problems.add("%s", value));
        files.forEach(file -> problems.add("%s", file.getMessage()));
        problems.throwIfAny(found -> values.isEmpty()
                ? new BadSettingsException(found, "files that are there, and folders to write to", null)
                : new ParameterException(line, found));
    }
}
