package octet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.calibration.TapStatistics;
import octet.correction.Rescaled;
import octet.correction.SmoothQuant;
import octet.engine.Candidates.Candidate;
import octet.plan.Correction;
import octet.plan.Corrections;
import octet.plan.Plan;
import octet.plan.Rescalings;
import octet.plan.When;
import octet.problem.Words;

/**
 * Decides on corrections, in the order in which they build on each other: smoothing, alignment, biases. One that is left
 * to the measurement is kept where the outputs on the kept samples come closer to float.
 */
final class Corrector {

    private final Candidates candidates;
    private final Requirements requirements;
    private final Corrections wanted;
    private final List<Correction> tried = new ArrayList<>();

    Corrector(Candidates candidates, Requirements requirements) {
        this.candidates = candidates;
        this.requirements = requirements;
        this.wanted = requirements.settings().corrections();
    }

    /** A model and the plan for it with all that is decided; written and measured when somebody asks. */
    private final class Variant {
        private final Rescaled rescaled;
        private final Plan rounded;
        private final Plan plan;
        private Candidate candidate;

        private Variant(Rescaled rescaled) {
            this.rescaled = rescaled;
            this.rounded = candidates.rounded(rescaled);
            this.plan = correctsBiases(rounded) ? candidates.corrected(rescaled, rounded) : rounded;
        }

        private Candidate measured() {
            if (candidate == null) {
                candidate = candidates.measured(plan);
            }
            return candidate;
        }

        private double sqnr() {
            return measured().sqnr();
        }
    }

    /** The best candidate; its plan tells what was tried. */
    Candidate best(Map<String, TapStatistics> statistics) {
        var variant = new Variant(Rescaled.nothing(requirements.graph(), statistics));
        variant = smoothed(variant);
        Candidate best = biases(variant);
        return new Candidate(best.plan().with(tried), best.int8(), best.session(), best.sqnr());
    }

    private Variant smoothed(Variant without) {
        if (requirements.smoothed().isEmpty() || wanted.smoothQuant() == When.NEVER) {
            return without;
        }
        var rescaled = SmoothQuant.apply(without.rescaled, requirements.smoothed(), wanted.smoothQuantAlphas());
        Rescalings rescalings = rescaled.rescalings();
        String how = Words.of(
                "%d values divided by channel, %d of them by an operation that was put in, alpha %s",
                rescalings.list().size(),
                rescalings.products(),
                wanted.smoothQuantAlphas().matmul());
        return rescalings.isEmpty()
                ? without
                : choose("SmoothQuant", how, wanted.smoothQuant(), without, new Variant(rescaled));
    }

    private Variant choose(String name, String how, When when, Variant without, Variant with) {
        boolean measured = when == When.IF_BETTER;
        boolean kept = !measured || with.sqnr() > without.sqnr();
        tried.add(new Correction(
                name, how, kept, measured ? without.sqnr() : Double.NaN, measured ? with.sqnr() : Double.NaN));
        return kept ? with : without;
    }

    private boolean correctsBiases(Plan plan) {
        return wanted.biasCorrection() != When.NEVER
                && plan.weights().stream().anyMatch(weight -> weight.bias().isPresent());
    }

    private Candidate biases(Variant variant) {
        if (!correctsBiases(variant.rounded)) {
            return variant.measured();
        }
        long count = variant.plan.weights().stream()
                .filter(weight -> weight.bias().isPresent())
                .count();
        String how = count + " biases, from the means of their inputs";
        Candidate with = variant.measured();
        if (wanted.biasCorrection() == When.ALWAYS) {
            tried.add(new Correction("bias correction", how, true, Double.NaN, Double.NaN));
            return with;
        }
        Candidate without = candidates.measured(variant.rounded);
        boolean kept = with.sqnr() > without.sqnr();
        tried.add(new Correction("bias correction", how, kept, without.sqnr(), with.sqnr()));
        return kept ? with : without;
    }
}
