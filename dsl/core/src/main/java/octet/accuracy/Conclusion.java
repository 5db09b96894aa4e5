package octet.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.placement.IgnoredScope;
import octet.plan.Settings;
import octet.problem.Words;

/** Puts together what a search came to. */
final class Conclusion {

    private final Subject subject;
    private final Judge judge;
    private final Workshop workshop;
    private final Trials trials;
    private final Ranking ranking;
    private final Map<Group, Double> importances;

    Conclusion(
            Subject subject,
            Judge judge,
            Workshop workshop,
            Trials trials,
            Ranking ranking,
            Map<Group, Double> importances) {
        this.subject = subject;
        this.judge = judge;
        this.workshop = workshop;
        this.trials = trials;
        this.ranking = ranking;
        this.importances = importances;
    }

    Outcome outcome(String ended) {
        trials.measureAgainIfSlow();
        Trial best = trials.best();
        Settings settings = best.made().settings();
        Optional<IgnoredScope> ignored = Optional.empty();
        if (!best.reverted().isEmpty()) {
            IgnoredScope scope = workshop.readable(Scopes.operations(best.reverted()));
            ignored = Optional.of(scope);
            boolean plain = settings.equals(workshop.reverting(best.reverted()));
            settings = plain ? workshop.reverting(scope) : settings;
        }
        boolean unchanged = best.step() == trials.first();
        return new Outcome(
                subject.name(),
                judge.metric().name(),
                judge.bound(),
                judge.floatScore(),
                best.step(),
                trials.steps(),
                blamed(best.reverted()),
                blamed(ranking.suspects()),
                ignored,
                ended,
                warnings(best.step()),
                new Evaluations(
                        judge.fullEvaluations(),
                        judge.subsetEvaluations(),
                        workshop.models(),
                        judge.runs(),
                        trials.seconds()),
                judge.samples(),
                floatBytes(),
                settings,
                unchanged
                        ? subject.quantized()
                        : workshop.variants()
                                .finished(best.made().plan(), best.made().int8()));
    }

    private long floatBytes() {
        return subject.model().info().bytes();
    }

    private List<Blame> blamed(List<Group> groups) {
        return groups.stream()
                .map(group -> new Blame(group, ranking.share(group), importances.getOrDefault(group, Double.NaN)))
                .toList();
    }

    private List<String> warnings(Step result) {
        var warnings = new ArrayList<String>();
        if (judge.varies() > 0) {
            warnings.add(Words.of(
                    "The metric gives the same outputs another score the second time, by up to %.3g: drops of that size mean"
                            + " nothing.",
                    judge.varies()));
        }
        if (result.bytes() >= floatBytes()) {
            warnings.add(
                    Words.of("The result is larger than float: %.3f times.", result.bytes() / (double) floatBytes()));
        }
        if (result.speedup() < 1) {
            warnings.add(Words.of("The result is slower than float on this machine: %.2fx as fast.", result.speedup()));
        }
        return warnings;
    }
}
