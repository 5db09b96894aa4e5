package octet.plan;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import octet.placement.IgnoredScope;
import octet.placement.MixedPrecision;
import octet.placement.ModelType;
import octet.placement.OverflowFix;
import octet.placement.PlacementRequest;
import octet.placement.Placer;
import octet.placement.Preset;
import octet.placement.PropagationRule;
import octet.placement.QuantizationMode;
import octet.placement.QuantizationParameters;
import octet.placement.Target;
import octet.plan.Corrections.SmoothQuantAlphas;
import octet.problem.BadSettingsException;
import octet.problem.Problems;
import octet.range.RangeEstimator;

/**
 * How to quantize. Every verb returns other settings; none is needed. Verbs that NNCF has too bear its names, in camel
 * case; some have a short form beside the long one.
 *
 * @param target where the model will run; {@code null} for the target that its format is at home on
 * @param placement how quantizers are placed; {@code null} for the target's own way
 * @param request what the placement should heed
 * @param activationRange from statistics to ranges; {@code null} for what the placement is at home with
 * @param weightRange from weights to ranges
 * @param corrections what to do about the error
 * @param mixed which operations are between float and int8
 */
public record Settings(
        Target target,
        Placer placement,
        PlacementRequest request,
        RangeEstimator activationRange,
        RangeEstimator weightRange,
        Corrections corrections,
        MixedPrecision mixed) {

    /** What holds unless something else is said. */
    public static final Settings DEFAULT = new Settings(
            null,
            null,
            PlacementRequest.DEFAULT,
            null,
            RangeEstimator.minMax(),
            Corrections.DEFAULT,
            MixedPrecision.NONE);

    /** Settings under which every operation is plain int8 or float. */
    public Settings(
            Target target,
            Placer placement,
            PlacementRequest request,
            RangeEstimator activationRange,
            RangeEstimator weightRange,
            Corrections corrections) {
        this(target, placement, request, activationRange, weightRange, corrections, MixedPrecision.NONE);
    }

    /** Quantizes for this target. */
    public Settings target(Target newTarget) {
        return new Settings(newTarget, placement, request, activationRange, weightRange, corrections, mixed);
    }

    /** Places quantizers this way, whatever the target. */
    public Settings placement(Placer placer) {
        return new Settings(target, placer, request, activationRange, weightRange, corrections, mixed);
    }

    /**
     * Rounds to float8 and not to integers; {@code null} for integers. Only OpenVINO takes that. What speaks of integers
     * cannot be set besides: the preset {@link Preset#MIXED}, an overflow fix, quantization parameters, 16 bits.
     */
    public Settings mode(QuantizationMode mode) {
        return request(request.mode(mode));
    }

    /** Prefers speed or accuracy. */
    public Settings preset(Preset preset) {
        return request(request.preset(preset));
    }

    /** Takes the model for one of this kind; found from the graph unless set. */
    public Settings modelType(ModelType type) {
        return request(request.modelType(type));
    }

    /** Leaves these operations in float, besides those named before. */
    public Settings ignore(IgnoredScope... scopes) {
        IgnoredScope all = request.ignored();
        for (IgnoredScope scope : scopes) {
            all = all.and(scope);
        }
        return request(request.ignored(all));
    }

    /** Leaves the operations of these names or types in float; {@code *} and {@code ?} stand for other characters. */
    public Settings ignore(String... namesOrTypes) {
        return ignore(IgnoredScope.namesOrTypes(List.of(namesOrTypes)));
    }

    /** As {@link #ignore(String...)}. */
    public Settings ignore(Collection<String> namesOrTypes) {
        return ignore(IgnoredScope.namesOrTypes(namesOrTypes));
    }

    /** As {@link #ignore(IgnoredScope...)}, under NNCF's name. */
    public Settings ignoredScope(IgnoredScope scope) {
        return ignore(scope);
    }

    /** Computes these operations in float, from weights stored as bytes, besides those named before. */
    public Settings floatActivations(IgnoredScope scope) {
        return mixed(mixed.floatActivations(scope));
    }

    /** Gives the inputs and results of these operations 16 bits, besides those named before. */
    public Settings sixteenBitActivations(IgnoredScope scope) {
        return mixed(mixed.sixteenBits(scope));
    }

    /** Leaves one of the 8 bits of these weights unused: safe without VNNI. */
    public Settings overflowFix(OverflowFix fix) {
        return request(request.overflowFix(fix));
    }

    /** Quantizes the model's outputs too; not unless set. */
    public Settings quantizeOutputs(boolean outputs) {
        return request(request.quantizeOutputs(outputs));
    }

    /** Merges quantizers that meet at a branch by this rule, in placements that propagate them. */
    public Settings quantizerPropagationRule(PropagationRule rule) {
        return request(request.quantizerPropagationRule(rule));
    }

    /** Changes what quantizers of activations are like: {@code q -> q.activationsQuantizationParams(p -> p.numBits(16))}. */
    public Settings activationsQuantizationParams(UnaryOperator<QuantizationParameters> change) {
        return request(request.activations(change.apply(request.activations())));
    }

    /** Changes what quantizers of weights are like. */
    public Settings weightsQuantizationParams(UnaryOperator<QuantizationParameters> change) {
        return request(request.weights(change.apply(request.weights())));
    }

    /** Estimates the ranges of activations this way. */
    public Settings activations(RangeEstimator estimator) {
        return new Settings(target, placement, request, estimator, weightRange, corrections, mixed);
    }

    /** As {@link #activations(RangeEstimator)}, under NNCF's name. */
    public Settings activationsRangeEstimatorParams(RangeEstimator estimator) {
        return activations(estimator);
    }

    /** Estimates the ranges of weights this way; from the least to the greatest unless set. */
    public Settings weights(RangeEstimator estimator) {
        return new Settings(target, placement, request, activationRange, estimator, corrections, mixed);
    }

    /** As {@link #weights(RangeEstimator)}, under NNCF's name. */
    public Settings weightsRangeEstimatorParams(RangeEstimator estimator) {
        return weights(estimator);
    }

    /** Corrects biases always, never, or where it helps. */
    public Settings biasCorrection(When when) {
        return corrections(corrections.biasCorrection(when));
    }

    /** Corrects no biases. */
    public Settings disableBiasCorrection(boolean disable) {
        return biasCorrection(disable ? When.NEVER : When.IF_BETTER);
    }

    /** Corrects biases from the calibration alone, as by default, or by running the quantized model. */
    public Settings fastBiasCorrection(boolean fast) {
        return corrections(corrections.fastBiasCorrection(fast));
    }

    /** Refuses corrections of more than so many times the bias; none unless set. */
    public Settings biasCorrectionThreshold(double threshold) {
        return corrections(corrections.biasCorrectionThreshold(threshold));
    }

    /** Aligns channels between convolutions always, never, or where it helps. */
    public Settings channelAlignment(When when) {
        return corrections(corrections.channelAlignment(when));
    }

    /** Aligns channels where it helps, as by default, or not. */
    public Settings disableChannelAlignment(boolean disable) {
        return channelAlignment(disable ? When.NEVER : When.IF_BETTER);
    }

    /** Smooths always, never, or where it helps. */
    public Settings smoothQuant(When when) {
        return corrections(corrections.smoothQuant(when));
    }

    /** Smooths so much, from 0 to 1, by the kind of operation; below 0 for not at all. */
    public Settings smoothQuantAlphas(double convolution, double matmul) {
        return corrections(corrections.smoothQuantAlphas(new SmoothQuantAlphas(convolution, matmul)));
    }

    /** Smooths the inputs of matrix products so much, from 0 to 1, in any case; below 0 for not at all. */
    public Settings smooth(double alpha) {
        return smoothQuantAlphas(corrections.smoothQuantAlphas().convolution(), alpha)
                .smoothQuant(alpha < 0 ? When.NEVER : When.ALWAYS);
    }

    /** Corrects nothing. */
    public Settings withoutCorrections() {
        return corrections(Corrections.NONE);
    }

    /**
     * Checks everything that can be checked without a model.
     *
     * @throws BadSettingsException naming all that is wrong
     */
    public void check() {
        var problems = new Problems();
        request.check(problems);
        corrections.check(problems);
        if (request.mode() != null && !mixed.sixteenBits().rules().isEmpty()) {
            problems.add(
                    "mode is %s and sixteenBitActivations set, which are integers: leave them out", request.mode());
        }
        problems.throwIfAny(found -> new BadSettingsException(found, "settings within their limits", null));
    }

    private Settings request(PlacementRequest newRequest) {
        return new Settings(target, placement, newRequest, activationRange, weightRange, corrections, mixed);
    }

    private Settings mixed(MixedPrecision newMixed) {
        return new Settings(target, placement, request, activationRange, weightRange, corrections, newMixed);
    }

    /** With these corrections. */
    public Settings corrections(Corrections newCorrections) {
        return new Settings(target, placement, request, activationRange, weightRange, newCorrections, mixed);
    }
}
