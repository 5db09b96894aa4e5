package octet.kernel.run;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.kernel.cell.Sink;
import octet.notebook.Rich;

/**
 * Writes a cell's output into the notebook and onto the console.
 *
 * <p>Thread-safe: all recorders of a notebook lock it while they change it.
 */
final class CellRecorder implements Sink {
    private static final Gson JSON = new Gson();

    private final NotebookCell cell;
    private final Console console;
    private final Object lock;
    /** What is shown under an id, in any cell of the notebook. */
    private final Map<String, List<JsonObject>> shown;

    private boolean clearsBeforeNext;

    CellRecorder(NotebookCell cell, Console console, Object lock, Map<String, List<JsonObject>> shown) {
        this.cell = cell;
        this.console = console;
        this.lock = lock;
        this.shown = shown;
    }

    @Override
    public void text(Stream stream, String text) {
        console.text(stream, text);
        synchronized (lock) {
            JsonArray outputs = outputs();
            JsonObject last = outputs.isEmpty()
                    ? new JsonObject()
                    : outputs.get(outputs.size() - 1).getAsJsonObject();
            if (!last.has("name") || !last.get("name").getAsString().equals(stream.label())) {
                last = new JsonObject();
                last.addProperty("name", stream.label());
                last.addProperty("output_type", "stream");
                last.add("text", new JsonArray());
                outputs.add(last);
            }
            append(last.getAsJsonArray("text"), text);
        }
    }

    /** Appends lines; the first goes on where the last one ended. */
    private static void append(JsonArray lines, String text) {
        JsonArray more = NotebookCell.lines(text);
        int end = lines.size() - 1;
        if (end >= 0 && !more.isEmpty() && !lines.get(end).getAsString().endsWith("\n")) {
            String joined = lines.get(end).getAsString() + more.get(0).getAsString();
            JsonArray rest = NotebookCell.lines(joined);
            lines.remove(end);
            lines.addAll(rest);
            more.remove(0);
        }
        lines.addAll(more);
    }

    @Override
    public void show(String id, Rich value) {
        console.show(id, value);
        synchronized (lock) {
            JsonObject output = output("display_data", value);
            outputs().add(output);
            shown.computeIfAbsent(id, unknown -> new ArrayList<>()).add(output);
        }
    }

    @Override
    public void update(String id, Rich value) {
        console.update(id, value);
        synchronized (lock) {
            for (JsonObject output : shown.getOrDefault(id, List.of())) {
                output.add("data", data(value));
                output.add("metadata", JSON.toJsonTree(value.metadata()));
            }
        }
    }

    @Override
    public void clear(boolean wait) {
        synchronized (lock) {
            clearsBeforeNext = wait;
            if (!wait) {
                cell.json().add("outputs", new JsonArray());
            }
        }
    }

    @Override
    public String ask(String prompt, boolean secret) {
        throw new IllegalStateException("a notebook that runs without a front end cannot ask for input");
    }

    /** Writes the value of the last expression. */
    void result(int count, Rich value) {
        console.result(value);
        synchronized (lock) {
            JsonObject output = output("execute_result", value);
            output.addProperty("execution_count", count);
            outputs().add(output);
        }
    }

    /** Writes how the cell failed. */
    void failed(String name, String message, List<String> traceback) {
        synchronized (lock) {
            JsonObject output = new JsonObject();
            output.addProperty("output_type", "error");
            output.addProperty("ename", name);
            output.addProperty("evalue", message);
            JsonArray lines = new JsonArray();
            traceback.forEach(lines::add);
            output.add("traceback", lines);
            outputs().add(output);
        }
    }

    private JsonArray outputs() {
        if (clearsBeforeNext) {
            clearsBeforeNext = false;
            cell.json().add("outputs", new JsonArray());
        }
        return cell.outputs();
    }

    private static JsonObject output(String type, Rich value) {
        JsonObject output = new JsonObject();
        output.add("data", data(value));
        output.add("metadata", JSON.toJsonTree(value.metadata()));
        output.addProperty("output_type", type);
        return output;
    }

    private static JsonObject data(Rich value) {
        JsonObject data = new JsonObject();
        value.data().forEach((type, form) -> data.add(type, form(type, form)));
        return data;
    }

    private static JsonElement form(String type, String form) {
        if (type.equals("application/json") || type.endsWith("+json")) {
            try {
                return JsonParser.parseString(form);
            } catch (JsonSyntaxException notJson) {
                return JSON.toJsonTree(form);
            }
        }
        boolean isText = type.startsWith("text/") || type.endsWith("+xml") || type.equals("application/javascript");
        return isText ? NotebookCell.lines(form) : JSON.toJsonTree(form);
    }
}
