package octet.accuracy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import octet.plan.Plan;
import octet.problem.BadSettingsException;
import octet.problem.Words;

/** Looks for settings for the whole model that leave less noise than those it has. */
final class OtherSettings {

    /** Settings must leave so much of the noise at most to be worth a run over the samples. */
    private static final double WORTH_A_RUN = 0.8;

    private final Workshop workshop;
    private final Judge judge;
    private final Trials trials;

    OtherSettings(Workshop workshop, Judge judge, Trials trials) {
        this.workshop = workshop;
        this.judge = judge;
        this.trials = trials;
    }

    /** The settings that leave least noise, where that is much less, and the metric is better for it. */
    Optional<Remedies.Change> best(Set<Remedy> wanted) {
        Workshop.Made before = trials.best().made();
        double noise = workshop.noise(before.int8(), judge);
        Remedies.Change chosen = null;
        Workshop.Made made = null;
        double least = noise * WORTH_A_RUN;
        for (Remedies.Change change : Remedies.of(workshop.settings(), workshop.rescalings(), wanted)) {
            trials.checkTime();
            Optional<Workshop.Made> other = made(change, before.plan());
            double left = other.map(candidate -> workshop.noise(candidate.int8(), judge))
                    .orElse(Double.NaN);
            if (left < least) {
                least = left;
                chosen = change;
                made = other.get();
            }
        }
        if (chosen == null) {
            return Optional.empty();
        }
        trials.say(Words.of("%s: noise %.3g → %.3g", chosen.what(), noise, least));
        Step step = trials.attempt(chosen.what(), made, List.of());
        double drop = step.isConfirmed() ? step.drop() : judge.expected(step.subsetDrop());
        return drop < trials.first().drop() ? Optional.of(chosen) : Optional.empty();
    }

    private Optional<Workshop.Made> made(Remedies.Change change, Plan before) {
        try {
            if (!workshop.variants().isObserved(change.settings(), change.rescalings())) {
                return Optional.empty();
            }
            var made = workshop.make(change.settings(), change.rescalings());
            boolean same = made.plan().activations().equals(before.activations())
                    && change.rescalings().equals(workshop.rescalings());
            return same ? Optional.empty() : Optional.of(made);
        } catch (BadSettingsException e) {
            // The target cannot do that.
            return Optional.empty();
        }
    }
}
