package octet.kernel.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parameters in papermill's way: a cell tagged {@code parameters} declares them with their defaults, and a cell behind it
 * sets those that were given on the command line.
 */
final class ParameterCell {
    static final String DECLARES = "parameters";
    static final String INJECTED = "injected-parameters";

    private ParameterCell() {}

    /**
     * Makes room for the given values: returns the cells with an empty injected cell behind the one that declares.
     *
     * @throws IllegalArgumentException if values are given and no cell declares parameters
     */
    static List<NotebookCell> withRoom(NotebookFile notebook, Map<String, String> values) {
        List<NotebookCell> cells = new ArrayList<>();
        boolean declared = false;
        for (NotebookCell cell : notebook.cells()) {
            // That of an earlier run makes place for this one's.
            if (cell.isTagged(INJECTED)) {
                continue;
            }
            cells.add(cell);
            if (cell.isTagged(DECLARES) && cell.isCode() && !declared) {
                declared = true;
                if (!values.isEmpty()) {
                    cells.add(notebook.newCell(INJECTED, ""));
                }
            }
        }
        if (!declared && !values.isEmpty()) {
            throw new IllegalArgumentException("the notebook takes no parameters, but " + values.keySet()
                    + " was given: tag the cell that declares them with \"" + DECLARES + "\"");
        }
        return cells;
    }

    /**
     * Returns code that sets the given values.
     *
     * @param types the types of the notebook's variables by their names
     * @throws IllegalArgumentException if a value has no variable, or is not of its type
     */
    static String code(Map<String, String> values, Map<String, String> types) {
        List<String> lines = new ArrayList<>();
        lines.add("// Parameters");
        values.forEach((name, value) -> lines.add(assignment(name, value, types)));
        return String.join("\n", lines);
    }

    private static String assignment(String name, String value, Map<String, String> types) {
        String type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "the notebook has no parameter " + name + "; it has " + names(types.keySet()));
        }
        try {
            return name + " = " + literal(value, type) + ";";
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter " + name + " is declared as " + type + ", which \"" + value + "\" is not");
        }
    }

    private static String names(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String literal(String value, String type) {
        return switch (type) {
            case "String", "java.lang.String" -> quoted(value);
            case "int", "Integer" -> String.valueOf(Integer.parseInt(value));
            case "long", "Long" -> Long.parseLong(value) + "L";
            case "float", "Float" -> finite(Float.parseFloat(value)) + "f";
            case "double", "Double" -> String.valueOf(finite(Double.parseDouble(value)));
            case "boolean", "Boolean" -> bool(value);
            case "Path", "java.nio.file.Path" -> "java.nio.file.Path.of(" + quoted(value) + ")";
            default ->
                throw new IllegalArgumentException("a parameter of type " + type
                        + " cannot be set from the command line; expected a number, boolean, String or Path");
        };
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new NumberFormatException();
        }
        return value;
    }

    private static String bool(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new NumberFormatException();
        }
        return value;
    }

    private static String quoted(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
