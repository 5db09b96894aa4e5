package octet.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.engine.Sensitivity;
import octet.plan.Settings;
import octet.problem.Words;

/** Groups in the order of the noise that they make, the worst first. */
final class Ranking {

    private static final int SUSPECTS = 5;

    private final List<Group> groups;
    private final Map<Group, Double> shares;

    private Ranking(Map<Group, Double> shares) {
        this.shares = shares;
        this.groups = shares.keySet().stream()
                .sorted(Comparator.comparingDouble((Group group) -> -shares.get(group))
                        .thenComparing(group -> group.operations().get(0)))
                .toList();
    }

    /** A ranking of nothing. */
    static Ranking none() {
        return new Ranking(Map.of());
    }

    /** Ranks the groups of the model that the workshop makes now, from one run with inner values on the worst samples. */
    static Ranking of(Subject subject, Workshop workshop, Judge judge) {
        List<Group> groups = workshop.groups();
        var made = workshop.make(workshop.settings());
        Sensitivity sensitivity = Sensitivity.of(subject.model(), made.int8(), made.plan(), judge.worst());
        Map<Group, Double> shares = new HashMap<>();
        double all = 0;
        for (Group group : groups) {
            double share = 0;
            for (String operation : group.operations()) {
                share += sensitivity.of(operation).noiseShare();
            }
            shares.put(group, share);
            all += share;
        }
        return new Ranking(all > 0 ? shares : byReverting(groups, made, workshop, judge));
    }

    /** Where inner values cannot be looked at: by what is left of the noise with each group in float. */
    private static Map<Group, Double> byReverting(
            List<Group> groups, Workshop.Made made, Workshop workshop, Judge judge) {
        List<Settings> candidates = new ArrayList<>();
        candidates.add(made.settings());
        groups.forEach(group -> candidates.add(workshop.reverting(List.of(group))));
        List<Double> noises = workshop.noises("Ranking", candidates, judge);
        double noise = noises.get(0);
        double all = 0;
        for (double left : noises) {
            all += Math.max(0, noise - left);
        }
        Map<Group, Double> shares = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            double gained = Math.max(0, noise - noises.get(i + 1));
            shares.put(groups.get(i), all == 0 ? 0 : gained / all);
        }
        return shares;
    }

    /** All groups, the worst first. */
    List<Group> groups() {
        return groups;
    }

    /** How much of the noise comes from a group, from 0 to 1. */
    double share(Group group) {
        return shares.getOrDefault(group, 0.0);
    }

    /** The groups from which most comes. */
    List<Group> suspects() {
        return groups.subList(0, Math.min(SUSPECTS, groups.size()));
    }

    /** How many of the first together make so much of the noise. */
    int covering(double coverage) {
        double covered = 0;
        int count = 0;
        while (count < groups.size() && covered < coverage - 1e-9) {
            covered += share(groups.get(count++));
        }
        return count;
    }

    /** {@code the noise comes from a (80 %), b (10 %)}. */
    @Override
    public String toString() {
        return "the noise comes from "
                + String.join(
                        ", ",
                        suspects().stream()
                                .map(group -> Words.of("%s (%.0f %%)", group, 100 * share(group)))
                                .toList());
    }
}
