package octet.recipe;

import java.io.StringWriter;
import java.util.List;
import octet.engine.SelfCheck;
import octet.format.ModelInfo;
import octet.placement.CpuFeatures;
import octet.placement.IgnoredScope;
import octet.placement.IgnoredScope.Lenient;
import octet.placement.IgnoredScope.Rule;
import octet.placement.IgnoredScope.Subgraph;
import octet.placement.QuantizationParameters;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.Settings;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes recipes. */
public final class RecipeWriter {

    private static final int VERSION = 1;
    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }
    };

    private RecipeWriter() {}

    /**
     * Writes down one quantization.
     *
     * @param data the calibration dataset in words
     * @param dataDigest tells the calibration samples, in any order, from others
     */
    public static Recipe write(
            ModelInfo model,
            String data,
            int samples,
            String dataDigest,
            Settings settings,
            Plan plan,
            SelfCheck check) {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(PRETTY, text)) {
            json.writeStartObject();
            json.writeNumberProperty("octet.recipe", VERSION);
            json.writeObjectPropertyStart("intent");
            model(json, model);
            json.writeObjectPropertyStart("calibration");
            json.writeStringProperty("data", data);
            json.writeNumberProperty("samples", samples);
            json.writeStringProperty("digest", dataDigest);
            json.writeEndObject();
            settings(json, plan.target(), settings);
            json.writeEndObject();
            observed(json, model, plan, check);
            json.writeEndObject();
        }
        return new Recipe(text + "\n");
    }

    private static void model(JsonGenerator json, ModelInfo model) {
        json.writeObjectPropertyStart("model");
        json.writeStringProperty("file", model.file().getFileName().toString());
        json.writeStringProperty("format", model.format());
        json.writeStringProperty("version", model.version());
        json.writeStringProperty("sha256", model.sha256());
        json.writeEndObject();
    }

    private static void settings(JsonGenerator json, String target, Settings settings) {
        json.writeObjectPropertyStart("settings");
        json.writeStringProperty("target", target);
        var request = settings.request();
        var corrections = settings.corrections();
        text(
                json,
                "placement",
                settings.placement() == null ? null : settings.placement().name());
        text(json, "mode", request.mode());
        text(json, "preset", request.preset());
        text(json, "modelType", request.modelType());
        text(json, "overflowFix", request.overflowFix());
        json.writeBooleanProperty("quantizeOutputs", request.quantizeOutputs());
        text(json, "quantizerPropagationRule", request.quantizerPropagationRule());
        parameters(json, "activationsQuantizationParams", request.activations());
        parameters(json, "weightsQuantizationParams", request.weights());
        text(json, "activationRange", settings.activationRange());
        text(json, "weightRange", settings.weightRange());
        text(json, "smoothQuant", corrections.smoothQuant());
        json.writeNumberProperty(
                "smoothQuantAlphaConvolution", corrections.smoothQuantAlphas().convolution());
        json.writeNumberProperty(
                "smoothQuantAlphaMatmul", corrections.smoothQuantAlphas().matmul());
        text(json, "channelAlignment", corrections.channelAlignment());
        text(json, "biasCorrection", corrections.biasCorrection());
        json.writeBooleanProperty("fastBiasCorrection", corrections.fastBiasCorrection());
        number(json, "biasCorrectionThreshold", corrections.biasCorrectionThreshold());
        scope(json, "ignoredScope", request.ignored());
        if (!settings.mixed().floatActivations().rules().isEmpty()) {
            scope(json, "floatActivations", settings.mixed().floatActivations());
        }
        if (!settings.mixed().sixteenBits().rules().isEmpty()) {
            scope(json, "sixteenBitActivations", settings.mixed().sixteenBits());
        }
        json.writeEndObject();
    }

    /** Nothing is written of what was left to the default of the moment. */
    private static void text(JsonGenerator json, String name, Object value) {
        if (value != null) {
            json.writeStringProperty(name, value.toString());
        }
    }

    private static void parameters(JsonGenerator json, String name, QuantizationParameters parameters) {
        if (parameters.equals(QuantizationParameters.NONE)) {
            return;
        }
        json.writeObjectPropertyStart(name);
        text(json, "numBits", parameters.numBits());
        text(json, "mode", parameters.mode());
        text(json, "signednessToForce", parameters.signednessToForce());
        text(json, "perChannel", parameters.perChannel());
        text(json, "narrowRange", parameters.narrowRange());
        json.writeEndObject();
    }

    private static void scope(JsonGenerator json, String name, IgnoredScope scope) {
        json.writeArrayPropertyStart(name);
        scope.rules().forEach(rule -> rule(json, rule));
        json.writeEndArray();
    }

    private static void rule(JsonGenerator json, Rule rule) {
        json.writeStartObject();
        if (rule instanceof Lenient lenient) {
            json.writeBooleanProperty("lenient", true);
            matching(json, lenient.rule());
        } else {
            matching(json, rule);
        }
        json.writeEndObject();
    }

    private static void matching(JsonGenerator json, Rule rule) {
        if (rule instanceof Subgraph subgraph) {
            names(json, "inputs", subgraph.inputs());
            names(json, "outputs", subgraph.outputs());
        } else {
            String kind = rule instanceof IgnoredScope.Name
                    ? "name"
                    : rule instanceof IgnoredScope.Pattern
                            ? "pattern"
                            : rule instanceof IgnoredScope.Type ? "type" : "nameOrType";
            json.writeStringProperty(kind, rule.text());
        }
    }

    private static void names(JsonGenerator json, String property, List<String> names) {
        json.writeArrayPropertyStart(property);
        names.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void observed(JsonGenerator json, ModelInfo model, Plan plan, SelfCheck check) {
        json.writeObjectPropertyStart("observed");
        json.writeStringProperty("octet", version());
        json.writeStringProperty("runtime", model.runtime());
        json.writeStringProperty("java", Runtime.version().toString());
        json.writeStringProperty("cpu", CpuFeatures.ofThisMachine().name());
        json.writeBooleanProperty("biasesCorrected", plan.corrected());
        number(json, "outputSqnr", check.error().sqnr());
        number(json, "outputCosine", check.error().cosine());
        number(json, "floatMillis", check.latency().floatMillis());
        number(json, "int8Millis", check.latency().int8Millis());
        json.writeArrayPropertyStart("quantizers");
        for (ActivationQuantizer quantizer : plan.activations()) {
            json.writeStartObject();
            json.writeStringProperty("value", quantizer.value());
            json.writeNumberProperty("low", quantizer.observed().low());
            json.writeNumberProperty("high", quantizer.observed().high());
            json.writeNumberProperty("scale", quantizer.grid().scale());
            json.writeNumberProperty("zeroPoint", quantizer.grid().zeroPoint());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** JSON has no infinity and no NaN. */
    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    private static String version() {
        String version = RecipeWriter.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
