package octet.kernel.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A cell of a notebook file.
 *
 * @param json the cell itself, not a copy
 */
record NotebookCell(JsonObject json) {
    /** Returns code, markdown or raw. */
    String type() {
        return json.has("cell_type") ? json.get("cell_type").getAsString() : "raw";
    }

    boolean isCode() {
        return type().equals("code");
    }

    boolean isTagged(String tag) {
        JsonElement metadata = json.get("metadata");
        if (metadata == null
                || !metadata.isJsonObject()
                || !metadata.getAsJsonObject().has("tags")) {
            return false;
        }
        JsonElement tags = metadata.getAsJsonObject().get("tags");
        return tags.isJsonArray()
                && StreamSupport.stream(tags.getAsJsonArray().spliterator(), false)
                        .anyMatch(t -> t.isJsonPrimitive() && t.getAsString().equals(tag));
    }

    String source() {
        return text(json.get("source"));
    }

    void setSource(String source) {
        json.add("source", lines(source));
    }

    /** Removes what an earlier execution left. */
    void clear() {
        json.add("outputs", new JsonArray());
        json.add("execution_count", null);
    }

    void setExecutionCount(int count) {
        json.addProperty("execution_count", count);
    }

    /** Returns the outputs; changes to them are changes to the notebook. */
    JsonArray outputs() {
        if (!json.has("outputs") || !json.get("outputs").isJsonArray()) {
            json.add("outputs", new JsonArray());
        }
        return json.getAsJsonArray("outputs");
    }

    /** Returns the number in {@code In [3]}, or an empty text. */
    String executionCount() {
        JsonElement count = json.get("execution_count");
        return count == null || !count.isJsonPrimitive() ? "" : count.getAsString();
    }

    /** Reads text that may be one string or a list of lines. */
    static String text(JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return "";
        }
        if (value.isJsonArray()) {
            return StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                    .map(JsonElement::getAsString)
                    .collect(Collectors.joining());
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    /** Writes text as a list of lines with their ends, which makes a notebook's differences readable. */
    static JsonArray lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        JsonArray array = new JsonArray();
        lines.forEach(array::add);
        return array;
    }
}
