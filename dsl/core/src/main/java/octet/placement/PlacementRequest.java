package octet.placement;

import octet.graph.Graph;
import octet.problem.BadSettingsException;
import octet.problem.Problems;

/**
 * What a user wants of a placement. Every verb returns another request; {@link #DEFAULT} asks for nothing.
 *
 * @param preset what to prefer where speed and accuracy differ
 * @param modelType what kind of model it is
 * @param ignored what stays float
 * @param overflowFix which weights keep 7 bits
 * @param activations what all quantizers of activations should be
 * @param weights what all quantizers of weights should be
 * @param quantizeOutputs whether the model's outputs are quantized too
 * @param quantizerPropagationRule how quantizers that meet are merged, for placements that propagate
 * @param mode the float8 that everything is rounded to; {@code null} for integers
 */
public record PlacementRequest(
        Preset preset,
        ModelType modelType,
        IgnoredScope ignored,
        OverflowFix overflowFix,
        QuantizationParameters activations,
        QuantizationParameters weights,
        boolean quantizeOutputs,
        PropagationRule quantizerPropagationRule,
        QuantizationMode mode) {

    /** Asks for nothing in particular. */
    public static final PlacementRequest DEFAULT = new PlacementRequest(
            null,
            ModelType.AUTO,
            IgnoredScope.NONE,
            OverflowFix.AUTO,
            QuantizationParameters.NONE,
            QuantizationParameters.NONE,
            false,
            PropagationRule.MERGE_ALL_IN_ONE,
            null);

    /** With this preset; {@code null} for mixed in a transformer, else performance. */
    public PlacementRequest preset(Preset value) {
        return new PlacementRequest(
                value,
                modelType,
                ignored,
                overflowFix,
                activations,
                weights,
                quantizeOutputs,
                quantizerPropagationRule,
                mode);
    }

    /** For a model of this kind. */
    public PlacementRequest modelType(ModelType value) {
        return new PlacementRequest(
                preset,
                value,
                ignored,
                overflowFix,
                activations,
                weights,
                quantizeOutputs,
                quantizerPropagationRule,
                mode);
    }

    /** With this scope left in float. */
    public PlacementRequest ignored(IgnoredScope value) {
        return new PlacementRequest(
                preset,
                modelType,
                value,
                overflowFix,
                activations,
                weights,
                quantizeOutputs,
                quantizerPropagationRule,
                mode);
    }

    /** With 7 bits for these weights. */
    public PlacementRequest overflowFix(OverflowFix value) {
        return new PlacementRequest(
                preset,
                modelType,
                ignored,
                value,
                activations,
                weights,
                quantizeOutputs,
                quantizerPropagationRule,
                mode);
    }

    /** With quantizers of activations like this. */
    public PlacementRequest activations(QuantizationParameters value) {
        return new PlacementRequest(
                preset,
                modelType,
                ignored,
                overflowFix,
                value,
                weights,
                quantizeOutputs,
                quantizerPropagationRule,
                mode);
    }

    /** With quantizers of weights like this. */
    public PlacementRequest weights(QuantizationParameters value) {
        return new PlacementRequest(
                preset,
                modelType,
                ignored,
                overflowFix,
                activations,
                value,
                quantizeOutputs,
                quantizerPropagationRule,
                mode);
    }

    /** With outputs quantized or not. */
    public PlacementRequest quantizeOutputs(boolean value) {
        return new PlacementRequest(
                preset, modelType, ignored, overflowFix, activations, weights, value, quantizerPropagationRule, mode);
    }

    /** With this rule for quantizers that meet. */
    public PlacementRequest quantizerPropagationRule(PropagationRule value) {
        return new PlacementRequest(
                preset, modelType, ignored, overflowFix, activations, weights, quantizeOutputs, value, mode);
    }

    /** With this float8 in the place of integers; {@code null} for integers. */
    public PlacementRequest mode(QuantizationMode value) {
        return new PlacementRequest(
                preset,
                modelType,
                ignored,
                overflowFix,
                activations,
                weights,
                quantizeOutputs,
                quantizerPropagationRule,
                value);
    }

    /** Whether the model is to be taken for a transformer: because it is said to be one, or because it holds attention. */
    public boolean isForTransformer(Graph graph) {
        return new Attention(graph).isTransformer(modelType);
    }

    /** Adds everything that is wrong with the request. */
    public void check(Problems problems) {
        activations.checkActivations(problems);
        weights.checkWeights(problems);
        if (mode != null) {
            checkMode(problems);
        }
    }

    /** What speaks of integers cannot be asked for together with float8; NNCF refuses the same. */
    private void checkMode(Problems problems) {
        if (preset == Preset.MIXED) {
            problems.add("mode is %s and preset mixed, but float8 has no zero points: leave the preset out", mode);
        }
        if (overflowFix != OverflowFix.AUTO && overflowFix != OverflowFix.DISABLE) {
            problems.add(
                    "mode is %s and overflowFix %s, but no sums of integers overflow: leave it out", mode, overflowFix);
        }
        if (quantizeOutputs) {
            problems.add("mode is %s and quantizeOutputs set, but outputs stay float: leave it out", mode);
        }
        if (!activations.equals(QuantizationParameters.NONE)) {
            problems.add(
                    "mode is %s and activationsQuantizationParams set, which are for integers: leave them out", mode);
        }
        if (!weights.equals(QuantizationParameters.NONE)) {
            problems.add("mode is %s and weightsQuantizationParams set, which are for integers: leave them out", mode);
        }
    }

    /** For targets that compute on integers alone. */
    void refuseMode(String name) {
        if (mode != null) {
            throw new BadSettingsException(
                    "mode is " + mode + ", but " + name + " has no quantizers of float8",
                    "the target of OpenVINO, or no mode",
                    "leave mode out for int8");
        }
    }
}
