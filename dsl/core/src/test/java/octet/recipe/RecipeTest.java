package octet.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.compare.OutputError;
import octet.engine.Latency;
import octet.engine.SelfCheck;
import octet.format.ModelInfo;
import octet.graph.DataType;
import octet.placement.IgnoredScope;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.Settings;
import octet.range.Grid;
import octet.range.Range;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class RecipeTest {
    private static final String HOSTILE = "a\"b\\c\n\u0000</script>\u202e漢";

    private static Recipe recipe(double sqnr) {
        var info = new ModelInfo(
                Path.of("models", "m.onnx"), "ONNX", "opset 13", 10, "00ff", "ONNX Runtime 1.29.0", List.of());
        Range range = new Range(-1, 3);
        var quantizer =
                ActivationQuantizer.perTensor(HOSTILE, List.of(), range, Grid.asymmetric(range, DataType.UINT8));
        var plan = new Plan("onnxruntime-cpu", List.of(quantizer), List.of(), List.of(), false, List.of(), true);
        var check = new SelfCheck(
                new OutputError(sqnr, 0.5, 0, 4),
                Map.of(),
                Map.of(),
                new Latency(2, 1, 3),
                List.of(),
                Optional.empty());
        Settings settings = Settings.DEFAULT.ignore(
                IgnoredScope.names(HOSTILE),
                IgnoredScope.patterns("a|b").lenient(),
                IgnoredScope.subgraph(List.of("i"), List.of("o")));
        return RecipeWriter.write(info, "8 samples", 8, "abcd", settings, plan, check);
    }

    /** All names and values of the text in their order; fails where it is no JSON. */
    private static List<String> tokens(Recipe recipe) {
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), recipe.json())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens.add(token.isStructStart() || token.isStructEnd() ? token.asString() : parser.getString());
            }
        }
        return tokens;
    }

    @Test
    void aRecipe_isOneJsonObject_ofIntentAndObserved() {
        List<String> tokens = tokens(recipe(20));
        assertThat(tokens).startsWith("{", "octet.recipe", "1", "intent", "{", "model", "{");
        assertThat(tokens)
                .containsSubsequence(
                        "file", "m.onnx", "sha256", "00ff", "calibration", "samples", "8", "digest", "abcd")
                .containsSubsequence("settings", "modelType", "auto", "overflowFix", "auto", "ignoredScope", HOSTILE)
                .containsSubsequence("ignoredScope", "name", HOSTILE, "lenient", "true", "pattern", "a|b")
                .containsSubsequence("ignoredScope", "inputs", "[", "i", "]", "outputs", "[", "o", "]")
                .containsSubsequence("observed", "runtime", "ONNX Runtime 1.29.0", "biasesCorrected", "true")
                .containsSubsequence("quantizers", "value", HOSTILE, "low", "-1.0", "high", "3.0", "zeroPoint", "64");
    }

    @Test
    void numbersThatJsonLacks_areNull() {
        assertThat(tokens(recipe(Double.POSITIVE_INFINITY))).containsSubsequence("outputSqnr", "null");
        assertThat(tokens(recipe(Double.NaN))).containsSubsequence("outputSqnr", "null");
    }

    @Test
    void beside_replacesTheEnding() {
        assertThat(Recipe.beside(Path.of("out", "m.int8.onnx"))).isEqualTo(Path.of("out", "m.int8.recipe.json"));
        assertThat(Recipe.beside(Path.of("model"))).isEqualTo(Path.of("model.recipe.json"));
    }
}
