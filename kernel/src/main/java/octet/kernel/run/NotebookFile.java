package octet.kernel.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A notebook in Jupyter's format 4. What is not understood here is kept as it is. */
final class NotebookFile {
    private static final int FORMAT = 4;
    private static final int FORMAT_MINOR_WITH_IDS = 5;
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .serializeSpecialFloatingPointValues()
            .create();

    private final JsonObject json;

    private NotebookFile(JsonObject json) {
        this.json = json;
    }

    /**
     * Reads a notebook, or a script of cells.
     *
     * @throws IOException if it is neither; says what was found
     */
    static NotebookFile read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; expected a notebook, a file that ends in .ipynb");
        }
        String text = Files.readString(file);
        return ScriptFile.isOne(file.toString())
                ? new NotebookFile(ScriptFile.notebook(text))
                : parse(text, file.toString());
    }

    static NotebookFile parse(String text, String name) throws IOException {
        JsonElement element;
        try {
            element = JsonParser.parseString(text);
        } catch (JsonParseException e) {
            throw new IOException(name + " is no notebook: it is not JSON (" + e.getMessage() + ")");
        }
        if (!element.isJsonObject() || !element.getAsJsonObject().has("nbformat")) {
            throw new IOException(name + " is no notebook: expected a JSON object with nbformat and cells");
        }
        JsonObject json = element.getAsJsonObject();
        if (!json.get("nbformat").isJsonPrimitive() || json.get("nbformat").getAsInt() != FORMAT) {
            throw new IOException(name + " is a notebook of format " + json.get("nbformat")
                    + ", expected 4: open and save it in a current Jupyter");
        }
        if (!json.has("cells") || !json.get("cells").isJsonArray()) {
            throw new IOException(name + " is no notebook: it has no list of cells");
        }
        refuseOtherLanguage(json, name);
        return new NotebookFile(json);
    }

    /** A notebook without a word about its language is taken for Java. */
    private static void refuseOtherLanguage(JsonObject json, String name) throws IOException {
        String kernel = text(json, "kernelspec", "name");
        String language = text(json, "kernelspec", "language");
        if (language.isEmpty()) {
            language = text(json, "language_info", "name");
        }
        boolean isOther = language.isEmpty()
                ? kernel.matches("(?i)python.*|ir|julia.*|ijavascript")
                : !language.equalsIgnoreCase("java");
        if (isOther) {
            throw new IOException(name + " is a notebook in " + (language.isEmpty() ? "another language" : language)
                    + (kernel.isEmpty() ? "" : " for the kernel " + kernel)
                    + "; expected one in Java: open it in Jupyter and choose the kernel Java (Octet), or run it there");
        }
    }

    /** A text of the metadata, or an empty one. */
    private static String text(JsonObject json, String part, String key) {
        JsonElement metadata = json.get("metadata");
        JsonElement inner = metadata != null && metadata.isJsonObject()
                ? metadata.getAsJsonObject().get(part)
                : null;
        JsonElement value =
                inner != null && inner.isJsonObject() ? inner.getAsJsonObject().get(key) : null;
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /** Returns the cells in their order; changes to them are changes to the notebook. */
    List<NotebookCell> cells() {
        List<NotebookCell> cells = new ArrayList<>();
        for (JsonElement cell : json.getAsJsonArray("cells")) {
            if (cell.isJsonObject()) {
                cells.add(new NotebookCell(cell.getAsJsonObject()));
            }
        }
        return cells;
    }

    /** Replaces the cells. */
    void setCells(List<NotebookCell> cells) {
        JsonArray array = new JsonArray();
        cells.forEach(cell -> array.add(cell.json()));
        json.add("cells", array);
    }

    /** Returns a new code cell, which is not in the notebook yet. */
    NotebookCell newCell(String tag, String source) {
        JsonObject cell = new JsonObject();
        cell.addProperty("cell_type", "code");
        cell.add("execution_count", null);
        if (json.has("nbformat_minor") && json.get("nbformat_minor").getAsInt() >= FORMAT_MINOR_WITH_IDS) {
            cell.addProperty("id", UUID.randomUUID().toString().substring(0, 8));
        }
        JsonArray tags = new JsonArray();
        tags.add(tag);
        JsonObject metadata = new JsonObject();
        metadata.add("tags", tags);
        cell.add("metadata", metadata);
        cell.add("outputs", new JsonArray());
        NotebookCell made = new NotebookCell(cell);
        made.setSource(source);
        return made;
    }

    /** Writes the notebook: beside the file first, so that an old one is lost only to a whole new one. */
    void write(Path file) throws IOException {
        writeAtomically(file, text());
    }

    String text() throws IOException {
        StringWriter text = new StringWriter();
        JsonWriter writer = GSON.newJsonWriter(text);
        writer.setIndent(" ");
        GSON.toJson(json, writer);
        return text + "\n";
    }

    static void writeAtomically(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
        try {
            Files.write(part, text.getBytes(StandardCharsets.UTF_8));
            if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
            }
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
