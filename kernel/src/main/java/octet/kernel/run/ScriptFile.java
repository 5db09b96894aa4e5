package octet.kernel.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of cells without their notebook, as {@code jupyter nbconvert --to script} writes it: the cells are what empty
 * lines part, where no bracket, text block or comment is open.
 */
final class ScriptFile {
    private static final Pattern NAME = Pattern.compile("(?i).*\\.(jshell|jsh|java)");

    private ScriptFile() {}

    static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the script as a notebook of code cells. */
    static JsonObject notebook(String script) {
        JsonArray cells = new JsonArray();
        for (String source : cells(script)) {
            JsonObject cell = new JsonObject();
            cell.addProperty("cell_type", "code");
            cell.add("execution_count", null);
            cell.addProperty("id", "cell-" + cells.size());
            cell.add("metadata", new JsonObject());
            cell.add("outputs", new JsonArray());
            cell.add("source", NotebookCell.lines(source));
            cells.add(cell);
        }
        JsonObject notebook = new JsonObject();
        notebook.add("cells", cells);
        notebook.add("metadata", new JsonObject());
        notebook.addProperty("nbformat", 4);
        notebook.addProperty("nbformat_minor", 5);
        return notebook;
    }

    static List<String> cells(String script) {
        List<String> cells = new ArrayList<>();
        List<String> cell = new ArrayList<>();
        Open open = new Open();
        for (String line : (Iterable<String>) script.lines()::iterator) {
            if (!line.isBlank() || open.isAnything()) {
                cell.add(line);
                open.read(line);
            } else if (!cell.isEmpty()) {
                cells.add(String.join("\n", cell));
                cell.clear();
            }
        }
        if (!cell.isEmpty()) {
            cells.add(String.join("\n", cell));
        }
        return cells;
    }

    /** What is open at the end of a line. */
    private static final class Open {
        private int brackets;
        private boolean inComment;
        private boolean inTextBlock;

        boolean isAnything() {
            return brackets > 0 || inComment || inTextBlock;
        }

        void read(String line) {
            int i = 0;
            while (i < line.length()) {
                if (inComment) {
                    inComment = !line.startsWith("*/", i);
                    i += inComment ? 1 : 2;
                } else if (inTextBlock) {
                    inTextBlock = !line.startsWith("\"\"\"", i);
                    i += inTextBlock ? (line.charAt(i) == '\\' ? 2 : 1) : 3;
                } else if (line.startsWith("//", i)) {
                    return;
                } else {
                    i = code(line, i);
                }
            }
        }

        /** Reads from a place outside of comments and text blocks, and returns the next one. */
        private int code(String line, int at) {
            char c = line.charAt(at);
            if (line.startsWith("/*", at)) {
                inComment = true;
                return at + 2;
            } else if (line.startsWith("\"\"\"", at)) {
                inTextBlock = true;
                return at + 3;
            } else if (c == '"' || c == '\'') {
                return endOfLiteral(line, at, c);
            } else if ("([{".indexOf(c) >= 0) {
                brackets++;
            } else if (")]}".indexOf(c) >= 0) {
                brackets = Math.max(0, brackets - 1);
            }
            return at + 1;
        }

        private static int endOfLiteral(String line, int start, char quote) {
            int i = start + 1;
            while (i < line.length() && line.charAt(i) != quote) {
                i += line.charAt(i) == '\\' ? 2 : 1;
            }
            return i + 1;
        }
    }
}
