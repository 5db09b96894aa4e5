package octet.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import octet.correction.ChannelAlignment;
import octet.correction.Rescaled;
import octet.correction.SmoothQuant;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.format.Session;
import octet.plan.Bias;
import octet.plan.Corrections;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.plan.Settings;
import octet.plan.WeightBytes;
import octet.plan.When;

/**
 * Makes models that differ from a quantized one in a few settings: its corrections are taken over instead of being looked
 * for again, and weights that stay as they were are not rounded again. Not thread-safe; what it makes is.
 */
public final class Variants {

    private final FormatModel model;
    private final Session floats;
    private final Function<Requirements, Calibrator.Result> calibration;
    private final Quantization base;
    private final WeightBytes bytes = new WeightBytes();
    private final Map<String, Bias> biases = new HashMap<>();

    /**
     * @param floats a session of the float model
     * @param calibration what was seen, with whatever the requirements need besides
     * @param base the quantized model whose corrections are taken over
     */
    public Variants(
            FormatModel model,
            Session floats,
            Function<Requirements, Calibrator.Result> calibration,
            Quantization base) {
        this.model = model;
        this.floats = floats;
        this.calibration = calibration;
        this.base = base;
        for (QuantizedWeight weight : base.plan().weights()) {
            weight.bias().ifPresent(bias -> biases.put(weight.spot().node().name(), bias));
        }
    }

    /**
     * The plan for other settings; their own corrections do not count.
     *
     * @throws octet.problem.BadSettingsException when they cannot be met
     */
    public Plan plan(Settings settings) {
        return plan(settings, base.rescalings());
    }

    /** As {@link #plan(Settings)}, with other corrections that rescale values. */
    public Plan plan(Settings settings, Corrections corrections) {
        var requirements = Requirements.of(model, settings.corrections(corrections));
        Calibrator.Result seen = calibration.apply(requirements);
        Rescaled rescaled = Rescaled.nothing(requirements.graph(), seen.statistics());
        if (corrections.smoothQuant() == When.ALWAYS) {
            rescaled = SmoothQuant.apply(rescaled, requirements.smoothed(), corrections.smoothQuantAlphas());
        }
        if (corrections.channelAlignment() == When.ALWAYS) {
            rescaled = ChannelAlignment.apply(rescaled, requirements.aligned());
        }
        // Rescaled constants are others each time, so that keeping their bytes would only fill the memory.
        WeightBytes shared = rescaled.rescalings().isEmpty() ? bytes : new WeightBytes();
        var candidates = new Candidates(model, requirements, seen.kept(), shared);
        Plan plan = candidates.rounded(rescaled);
        if (!base.plan().corrected()) {
            return plan;
        }
        // A value that is no longer rescaled has taken its part of a bias with it.
        boolean sameValues = plan.rescalings().list().size()
                == base.plan().rescalings().list().size();
        return sameValues
                ? plan.corrected(
                        plan.weights().stream().map(this::withKnownBias).toList())
                : candidates.corrected(rescaled, plan);
    }

    private QuantizedWeight withKnownBias(QuantizedWeight weight) {
        Bias known = biases.get(weight.spot().node().name());
        return weight.bias().isEmpty() || known == null
                ? weight
                : weight.withBias(weight.bias().get().withValues(known.values()));
    }

    /**
     * Whether everything that these settings need has been observed, so that they can be tried without another pass.
     *
     * @throws octet.problem.BadSettingsException as {@link #plan(Settings)}
     */
    public boolean isObserved(Settings settings, Corrections corrections) {
        return Requirements.of(model, settings.corrections(corrections))
                .missing(base.seen().statistics())
                .isEmpty();
    }

    /** Writes the model of a plan. May be called from several threads. */
    public Rewritten write(Plan plan) {
        return model.rewrite(plan);
    }

    /** A plan of this class as a quantized model, with a look at it. */
    public Quantization finished(Plan plan, Rewritten int8) {
        Session session = new SharedSession(int8::open);
        var check = SelfCheck.of(floats, session, plan, base.seen().kept());
        return new Quantization(plan, int8, session, check, base.seen(), base.rescalings());
    }
}
