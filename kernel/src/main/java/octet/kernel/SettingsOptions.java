package octet.kernel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import octet.placement.IgnoredScope;
import octet.placement.ModelType;
import octet.placement.OverflowFix;
import octet.placement.Placement;
import octet.placement.Placer;
import octet.placement.Preset;
import octet.placement.QuantizationMode;
import octet.placement.Target;
import octet.plan.Settings;
import octet.range.RangeEstimator;
import picocli.CommandLine.Option;

/** How to quantize, as options. They are texts here, so that all that are wrong are told together. */
final class SettingsOptions {
    private static final String BY_TARGET = "target";

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            description = "performance or mixed; unless set mixed for a transformer, else performance.")
    private String preset;

    @Option(
            names = "--ignore",
            paramLabel = "PATTERN",
            description = "Leave operations of this name or type in float; * and ? stand for other characters."
                    + " May be given several times.")
    private List<String> ignored = List.of();

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description =
                    "Where the int8 model will run: onnxruntime-cpu or openvino, on a CPU as this one, or portable, on"
                            + " any runtime that computes on int8; that of the model's format unless set.")
    private String target;

    @Option(
            names = "--placement",
            paramLabel = "PLACEMENT",
            defaultValue = BY_TARGET,
            description = "Where quantizers go: target, where they make the model fast there, or nncf, where NNCF puts"
                    + " them; ${DEFAULT-VALUE} unless set.")
    private String placement;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "fp8-e4m3 or fp8-e5m2: floats of 8 bits and not integers; OpenVINO alone takes them.")
    private String mode;

    @Option(
            names = "--model-type",
            paramLabel = "TYPE",
            defaultValue = "auto",
            description = "auto (found from the graph), none or transformer; ${DEFAULT-VALUE} unless set.")
    private String modelType;

    @Option(
            names = "--overflow-fix",
            paramLabel = "LAYERS",
            defaultValue = "auto",
            description =
                    "Which weights keep 7 bits, for CPUs that cut off sums of int8 products: auto (as this CPU needs"
                            + " it), disable, first-layer or enable (all); ${DEFAULT-VALUE} unless set.")
    private String overflowFix;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "How ranges of activations are estimated: min-max, mean, median, mean-no-outliers,"
                    + " median-no-outliers, quantile, percentile (=99.99), histogram, mse or entropy; what the placement"
                    + " is at home with unless set.")
    private String estimator;

    @Option(
            names = "--smooth-quant-alpha",
            paramLabel = "ALPHA",
            description =
                    "Smooth the inputs of matrix products so much in any case, from 0 to 1; below 0 for never; where"
                            + " it helps unless set.")
    private Double smoothQuantAlpha;

    @Option(
            names = "--no-corrections",
            description = "Correct nothing: neither SmoothQuant nor channel alignment nor biases.")
    private boolean noCorrections;

    /** What to leave in float. */
    IgnoredScope ignored() {
        return IgnoredScope.namesOrTypes(ignored);
    }

    /** The change that the options make to settings. */
    UnaryOperator<Settings> read(OptionProblems problems) {
        var chosenPreset = problems.choose("--preset", preset, OptionProblems.byName(Preset.class));
        var chosenMode = problems.choose("--mode", mode, OptionProblems.byName(QuantizationMode.class));
        var chosenType = problems.choose("--model-type", modelType, OptionProblems.byName(ModelType.class));
        var chosenFix = problems.choose("--overflow-fix", overflowFix, OptionProblems.byName(OverflowFix.class));
        Target chosenTarget = target == null ? null : problems.check("--target", () -> Target.named(target));
        boolean nncf = problems.choose("--placement", placement, new TreeMap<>(Map.of(BY_TARGET, false, "nncf", true)))
                == Boolean.TRUE;
        Placer placer = nncf ? Placement.nncf() : null;
        if (nncf && target != null) {
            problems.add("--placement nncf and --target cannot be combined, as NNCF places quantizers for no target");
        }
        RangeEstimator range =
                estimator == null ? null : problems.check("--estimator", () -> RangeEstimator.named(estimator));
        checkAlpha(problems);
        return settings -> {
            Settings changed = settings.modelType(chosenType)
                    .overflowFix(chosenFix)
                    .mode(chosenMode)
                    .ignore(ignored());
            changed = chosenPreset == null ? changed : changed.preset(chosenPreset);
            changed = chosenTarget == null ? changed : changed.target(chosenTarget);
            changed = placer == null ? changed : changed.placement(placer);
            changed = range == null ? changed : changed.activations(range);
            changed = noCorrections ? changed.withoutCorrections() : changed;
            return smoothQuantAlpha == null || noCorrections ? changed : changed.smooth(smoothQuantAlpha);
        };
    }

    private void checkAlpha(OptionProblems problems) {
        if (smoothQuantAlpha == null) {
            return;
        }
        if (!(smoothQuantAlpha <= 1)) {
            problems.add("--smooth-quant-alpha is " + smoothQuantAlpha + ", but it must be at most 1");
        }
        if (noCorrections && smoothQuantAlpha >= 0) {
            problems.add("--smooth-quant-alpha and --no-corrections contradict each other");
        }
    }
}
