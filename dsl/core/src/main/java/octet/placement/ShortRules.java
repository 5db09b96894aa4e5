package octet.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import octet.graph.Node;
import octet.placement.IgnoredScope.NameOrType;
import octet.placement.IgnoredScope.Rule;

/**
 * Finds few and short rules that match given operations: greedily the rule that matches most of those that are left,
 * among the beginnings of their names up to a separator, with {@code *} behind, and their types.
 */
final class ShortRules {

    private static final int LONGEST_NAME = 60;

    private final Set<Node> wanted;
    private final Set<Node> others;
    private final double spare;

    ShortRules(Collection<Node> wanted, Collection<Node> others, double spare) {
        this.wanted = new LinkedHashSet<>(wanted);
        this.others = new LinkedHashSet<>(others);
        this.others.removeAll(this.wanted);
        this.spare = spare;
    }

    List<Rule> rules() {
        Map<NameOrType, Set<Node>> matched = new LinkedHashMap<>();
        candidates().forEach(rule -> {
            Set<Node> found = matches(rule, wanted);
            int strangers = matches(rule, others).size();
            if (strangers == 0 || strangers <= spare * found.size() && strangers < others.size()) {
                matched.put(rule, found);
            }
        });
        List<Rule> rules = new ArrayList<>();
        Set<Node> left = new LinkedHashSet<>(wanted);
        while (!left.isEmpty()) {
            NameOrType best = null;
            int most = 0;
            for (var candidate : matched.entrySet()) {
                int count = (int)
                        candidate.getValue().stream().filter(left::contains).count();
                if (count > most || count == most && count > 0 && isShorter(candidate.getKey(), best)) {
                    best = candidate.getKey();
                    most = count;
                }
            }
            if (best == null) {
                // Nothing but the name, which others may match as a pattern.
                best = new NameOrType(left.iterator().next().name());
                most = 1;
            }
            rules.add(best);
            left.removeIf(best.matcher());
        }
        return rules;
    }

    private static boolean isShorter(Rule rule, Rule than) {
        return rule.text().length() < than.text().length();
    }

    private static Set<Node> matches(NameOrType rule, Set<Node> nodes) {
        Set<Node> matches = new LinkedHashSet<>();
        Predicate<Node> matcher = rule.matcher();
        for (Node node : nodes) {
            if (matcher.test(node)) {
                matches.add(node);
            }
        }
        return matches;
    }

    /** A beginning alone stands for several operations, or for one whose name is too long to read. */
    private Set<NameOrType> candidates() {
        Map<String, Integer> beginnings = new LinkedHashMap<>();
        Set<NameOrType> rules = new LinkedHashSet<>();
        for (Node node : wanted) {
            rules.add(new NameOrType(node.name()));
            rules.add(new NameOrType(node.type()));
            for (int end = 1; end < node.name().length(); end++) {
                if (!Character.isLetterOrDigit(node.name().charAt(end - 1))) {
                    beginnings.merge(node.name().substring(0, end), 1, Integer::sum);
                }
            }
            if (node.name().length() > LONGEST_NAME) {
                beginnings.merge(node.name().substring(0, LONGEST_NAME), 2, Integer::sum);
            }
        }
        beginnings.forEach((beginning, count) -> {
            if (count > 1) {
                rules.add(new NameOrType(beginning + "*"));
            }
        });
        return rules;
    }
}
