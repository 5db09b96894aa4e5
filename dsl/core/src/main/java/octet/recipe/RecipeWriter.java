package octet.recipe;

import octet.engine.SelfCheck;
import octet.format.ModelInfo;
import octet.placement.CpuFeatures;
import octet.placement.IgnoredScope.Rule;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.Settings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes recipes. */
public final class RecipeWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int VERSION = 1;

    private RecipeWriter() {}

    /**
     * Writes down one quantization.
     *
     * @param data the calibration dataset in words
     * @param dataDigest the SHA-256 of the calibration samples in their order
     */
    public static Recipe write(
            ModelInfo model,
            String data,
            int samples,
            String dataDigest,
            Settings settings,
            Plan plan,
            SelfCheck check) {
        ObjectNode root = JSON.createObjectNode();
        root.put("octet.recipe", VERSION);
        ObjectNode intent = root.putObject("intent");
        intent.putObject("model")
                .put("file", model.file().getFileName().toString())
                .put("format", model.format())
                .put("version", model.version())
                .put("sha256", model.sha256());
        intent.putObject("calibration")
                .put("data", data)
                .put("samples", samples)
                .put("sha256", dataDigest);
        ObjectNode chosen = intent.putObject("settings")
                .put("target", plan.target())
                .put("preset", settings.preset().toString())
                .put("activationRange", settings.activationRange().toString())
                .put("biasCorrection", settings.biasCorrection().name());
        var ignored = chosen.putArray("ignoredScope");
        settings.ignoredScope().rules().stream().map(Rule::text).forEach(ignored::add);
        observed(root.putObject("observed"), model, plan, check);
        return new Recipe(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void observed(ObjectNode observed, ModelInfo model, Plan plan, SelfCheck check) {
        observed.put("octet", version())
                .put("runtime", model.runtime())
                .put("java", Runtime.version().toString())
                .put("cpu", CpuFeatures.ofThisMachine().name())
                .put("biasesCorrected", plan.corrected())
                .put("outputSqnr", check.error().sqnr())
                .put("outputCosine", check.error().cosine())
                .put("floatMillis", check.latency().floatMillis())
                .put("int8Millis", check.latency().int8Millis());
        var quantizers = observed.putArray("quantizers");
        for (ActivationQuantizer quantizer : plan.activations()) {
            quantizers
                    .addObject()
                    .put("value", quantizer.value())
                    .put("low", quantizer.observed().low())
                    .put("high", quantizer.observed().high())
                    .put("scale", quantizer.grid().scale())
                    .put("zeroPoint", quantizer.grid().zeroPoint());
        }
    }

    private static String version() {
        String version = RecipeWriter.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
