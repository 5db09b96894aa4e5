package octet.recipe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import octet.format.AtomicFile;

/**
 * How a model was quantized, as JSON with two parts: {@code intent}, what to do and to what; {@code observed}, what came
 * of it and where.
 *
 * @param json the text
 */
public record Recipe(String json) {

    /** The key under which a recipe is embedded in a model's metadata. */
    public static final String KEY = "octet.recipe";

    /** Where the recipe of a model file lies: {@code model.recipe.json} beside {@code model.onnx}. */
    public static Path beside(Path model) {
        String name = model.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".recipe.json");
    }

    /**
     * Writes the text to a temporary file in the same folder and moves it into place.
     *
     * @throws octet.problem.SaveException when that fails; a file that stood there before is untouched
     */
    public void save(Path file) {
        AtomicFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return json;
    }
}
