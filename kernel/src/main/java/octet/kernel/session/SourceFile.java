package octet.kernel.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cells of a file that {@code %load} runs: those of a notebook, or one of a file of Java. */
final class SourceFile {
    private SourceFile() {}

    static List<String> cells(Path file) throws IOException {
        String text = Files.readString(file);
        if (!file.toString().endsWith(".ipynb")) {
            return List.of(text);
        }
        List<String> cells = new ArrayList<>();
        try {
            for (JsonElement element :
                    JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
                JsonObject cell = element.getAsJsonObject();
                if (cell.get("cell_type").getAsString().equals("code")) {
                    cells.add(source(cell.get("source")));
                }
            }
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException(file + " is no notebook of format 4: expected JSON with a list of cells", e);
        }
        return cells;
    }

    private static String source(JsonElement source) {
        if (!source.isJsonArray()) {
            return source.getAsString();
        }
        StringBuilder lines = new StringBuilder();
        source.getAsJsonArray().forEach(line -> lines.append(line.getAsString()));
        return lines.toString();
    }
}
