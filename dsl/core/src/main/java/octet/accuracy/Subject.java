package octet.accuracy;

import java.util.function.Function;
import octet.data.Dataset;
import octet.engine.Calibrator;
import octet.engine.Evaluation;
import octet.engine.Latency;
import octet.engine.Quantization;
import octet.engine.Requirements;
import octet.format.FormatModel;
import octet.format.Session;
import octet.metric.Metric;
import octet.plan.Settings;

/**
 * A quantized model that was validated.
 *
 * @param name the model's name
 * @param model the float model
 * @param floats a session of it
 * @param calibration what was seen, with whatever requirements need besides
 * @param settings how it was quantized
 * @param quantized what came of it
 * @param data the validation samples
 * @param metric what to score; {@code null} for the error of the outputs
 * @param validated what both models gave on the samples
 * @param latency of both
 */
public record Subject(
        String name,
        FormatModel model,
        Session floats,
        Function<Requirements, Calibrator.Result> calibration,
        Settings settings,
        Quantization quantized,
        Dataset data,
        Metric metric,
        Evaluation.Result validated,
        Latency latency) {}
