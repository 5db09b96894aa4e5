package octet.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import octet.calibration.TapStatistics;
import octet.correction.ChannelAlignment;
import octet.correction.Rescaled;
import octet.correction.SmoothQuant;
import octet.engine.Candidates.Candidate;
import octet.plan.Bias;
import octet.plan.Correction;
import octet.plan.Corrections;
import octet.plan.Corrections.SmoothQuantAlphas;
import octet.plan.Plan;
import octet.plan.Rescalings;
import octet.plan.When;

/**
 * Decides on corrections, in the order in which they build on each other: smoothing, alignment, biases. One that is left
 * to the measurement is kept where the outputs on the kept samples come closer to float.
 */
final class Corrector {

    /** So many dB must be gained where operations are put in, as these take time. */
    private static final double WORTH_A_PRODUCT = 0.5;

    /** Above so many dB nothing is gained by aligning, or by looking for the biases that are worth correcting. */
    private static final double WORTH_A_SEARCH = 30;

    /** How much is handed over where more made it worse; weights and activations then come out equally large. */
    private static final double GENTLE = 0.5;

    private final Candidates candidates;
    private final Requirements requirements;
    private final Corrections wanted;
    private final List<Correction> tried = new ArrayList<>();
    private Corrections kept = Corrections.NONE;

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
        variant = aligned(smoothed(variant));
        Candidate best = biases(variant);
        return new Candidate(best.plan().with(tried), best.int8(), best.session(), best.sqnr());
    }

    /** What of the rescalings {@link #best} has kept, as corrections that do the same without measuring. */
    Corrections keptRescalings() {
        return kept;
    }

    private Variant smoothed(Variant without) {
        if (requirements.smoothed().isEmpty()) {
            return without;
        }
        SmoothQuantAlphas alphas = wanted.smoothQuantAlphas();
        Variant chosen = smoothed(without, alphas);
        // Where so much makes it worse, weights have been given more than they can take.
        boolean tooMuch =
                chosen == without && alphas.matmul() > GENTLE && last().after() < last().before() - WORTH_A_PRODUCT;
        return tooMuch ? smoothed(without, new SmoothQuantAlphas(alphas.convolution(), GENTLE)) : chosen;
    }

    private Variant smoothed(Variant without, SmoothQuantAlphas alphas) {
        Rescaled rescaled = SmoothQuant.apply(without.rescaled, requirements.smoothed(), alphas);
        Rescalings rescalings = rescaled.rescalings();
        String how = "alpha " + alphas.matmul() + " for the inputs of "
                + (rescalings.list().size()
                        - without.rescaled.rescalings().list().size()) + " groups of operations, "
                + rescalings.products() + " of them by a product";
        Variant chosen = choose("SmoothQuant", how, wanted.smoothQuant(), without, rescaled);
        kept = chosen == without ? kept : kept.smoothQuant(When.ALWAYS).smoothQuantAlphas(alphas);
        return chosen;
    }

    private Variant aligned(Variant without) {
        boolean exact = wanted.channelAlignment() == When.IF_BETTER
                && !requirements.aligned().isEmpty()
                && without.sqnr() >= WORTH_A_SEARCH;
        if (requirements.aligned().isEmpty() || exact) {
            return without;
        }
        Rescaled rescaled = ChannelAlignment.apply(without.rescaled, requirements.aligned());
        int values = rescaled.rescalings().list().size()
                - without.rescaled.rescalings().list().size();
        Variant chosen = choose("channel alignment", values + " values", wanted.channelAlignment(), without, rescaled);
        kept = chosen == without ? kept : kept.channelAlignment(When.ALWAYS);
        return chosen;
    }

    private Variant choose(String name, String how, When when, Variant without, Rescaled rescaled) {
        if (rescaled.rescalings().equals(without.rescaled.rescalings())) {
            return without;
        }
        var with = new Variant(rescaled);
        if (when == When.ALWAYS) {
            tried.add(new Correction(name, how, true, Double.NaN, Double.NaN));
            return with;
        }
        boolean free = rescaled.rescalings().products()
                == without.rescaled.rescalings().products();
        boolean kept = with.sqnr() > without.sqnr() + (free ? 0 : WORTH_A_PRODUCT);
        tried.add(new Correction(name, how, kept, without.sqnr(), with.sqnr()));
        (kept ? without : with).measured().session().release();
        return kept ? with : without;
    }

    private Correction last() {
        return tried.get(tried.size() - 1);
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
        boolean always = wanted.biasCorrection() == When.ALWAYS;
        if (always && wanted.fastBiasCorrection()) {
            tried.add(new Correction("bias correction", count + " biases", true, Double.NaN, Double.NaN));
            return variant.measured();
        }
        Candidate without = candidates.measured(variant.rounded);
        Candidate with = variant.measured();
        String how = count + " biases";
        if (!wanted.fastBiasCorrection()) {
            Plan start = with.sqnr() > without.sqnr() ? variant.plan : variant.rounded;
            with.session().release();
            with = candidates.measured(candidates.search().sequentially(start));
            how += " by running the model";
        } else if (!(with.sqnr() > without.sqnr()) && without.sqnr() < WORTH_A_SEARCH && candidates.isTunable()) {
            Plan partly = candidates.search().partly(variant.rounded, variant.plan);
            how = changed(variant.rounded, partly) + " of " + count + " biases";
            with.session().release();
            with = candidates.measured(partly);
        }
        boolean kept = always || with.sqnr() > without.sqnr();
        tried.add(new Correction("bias correction", how, kept, without.sqnr(), with.sqnr()));
        (kept ? without : with).session().release();
        return kept ? with : without;
    }

    private static int changed(Plan before, Plan after) {
        int changed = 0;
        for (int i = 0; i < before.weights().size(); i++) {
            float[] was = before.weights().get(i).bias().map(Bias::values).orElse(null);
            float[] is = after.weights().get(i).bias().map(Bias::values).orElse(null);
            changed += Arrays.equals(was, is) ? 0 : 1;
        }
        return changed;
    }
}
