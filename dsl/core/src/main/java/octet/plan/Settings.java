package octet.plan;

import java.util.Collection;
import octet.placement.IgnoredScope;
import octet.placement.Preset;
import octet.placement.Target;
import octet.range.RangeEstimator;

/**
 * How to quantize. Every verb returns other settings; none is needed.
 *
 * @param target where the model will run; {@code null} for the target that its format is at home on
 * @param preset what to prefer where speed and accuracy differ; {@link Preset#PERFORMANCE} unless set
 * @param ignoredScope what stays float; nothing unless set
 * @param activationRange from statistics to ranges; min-max unless set
 * @param biasCorrection whether biases are corrected; {@link When#IF_BETTER} unless set
 */
public record Settings(
        Target target, Preset preset, IgnoredScope ignoredScope, RangeEstimator activationRange, When biasCorrection) {

    /** When to keep a correction. */
    public enum When {
        /** Where the error of the outputs is smaller with it, measured on calibration samples. */
        IF_BETTER,
        /** In any case. */
        ALWAYS,
        /** In no case; it is not computed either. */
        NEVER
    }

    /** What holds unless something else is said. */
    public static final Settings DEFAULT =
            new Settings(null, Preset.PERFORMANCE, IgnoredScope.NONE, RangeEstimator.minMax(), When.IF_BETTER);

    /** Quantizes for this target. */
    public Settings target(Target newTarget) {
        return new Settings(newTarget, preset, ignoredScope, activationRange, biasCorrection);
    }

    /** Prefers speed or accuracy. */
    public Settings preset(Preset newPreset) {
        return new Settings(target, newPreset, ignoredScope, activationRange, biasCorrection);
    }

    /** Leaves these operations in float, besides those named before. */
    public Settings ignore(IgnoredScope... scopes) {
        IgnoredScope all = ignoredScope;
        for (IgnoredScope scope : scopes) {
            all = all.and(scope);
        }
        return new Settings(target, preset, all, activationRange, biasCorrection);
    }

    /** Leaves the operations of these names or types in float; {@code *} and {@code ?} stand for other characters. */
    public Settings ignore(String... namesOrTypes) {
        return ignore(IgnoredScope.namesOrTypes(java.util.List.of(namesOrTypes)));
    }

    /** As {@link #ignore(String...)}. */
    public Settings ignore(Collection<String> namesOrTypes) {
        return ignore(IgnoredScope.namesOrTypes(namesOrTypes));
    }

    /** Estimates the ranges of activations this way. */
    public Settings activations(RangeEstimator estimator) {
        return new Settings(target, preset, ignoredScope, estimator, biasCorrection);
    }

    /** Corrects biases always, never, or where it helps. */
    public Settings biasCorrection(When when) {
        return new Settings(target, preset, ignoredScope, activationRange, when);
    }
}
