package octet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import octet.compare.OutputError;
import octet.graph.Graph;
import octet.graph.TestGraph;
import octet.placement.Decision;
import octet.placement.IgnoredScope;
import octet.plan.Plan;
import org.junit.jupiter.api.Test;

/** Looks for operations that are known to hurt; whether a model is good is said by a function instead of a model. */
class AdviceSearchTest {
    private static final int COUNT = 20;

    private final List<IgnoredScope> tried = new ArrayList<>();

    private static String name(int number) {
        return (number < 12 ? "front/" : "back/") + number;
    }

    private static Graph graph() {
        var graph = new TestGraph().input("x");
        for (int i = 0; i < COUNT; i++) {
            graph.conv(name(i), i == 0 ? "x" : name(i - 1), 1, 1);
        }
        return graph.output(name(COUNT - 1)).build();
    }

    /** Shares fall from operation to operation unless they are given. */
    private Optional<Advice> search(Predicate<IgnoredScope> good, Map<Integer, Double> given) {
        Graph graph = graph();
        Map<String, Sensitivity.Operation> operations = new LinkedHashMap<>();
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            decisions.add(new Decision(name(i), "Conv", true, "int8"));
            double share = given.isEmpty() ? (COUNT - i) / 210.0 : given.getOrDefault(i, 0.0);
            operations.put(name(i), new Sensitivity.Operation(40, 30, share));
        }
        var plan = new Plan("t", List.of(), List.of(), decisions, false, List.of(), false);
        return new AdviceSearch(graph, plan, new Sensitivity(operations), 3, scope -> {
                    tried.add(scope);
                    double sqnr = good.test(scope) ? 25 : 4;
                    var error = new OutputError(sqnr, 1, 0, 1);
                    return new SelfCheck(
                            error,
                            Map.of("y", error),
                            Map.of("y", sqnr),
                            new Latency(2, 1, 3),
                            List.of(),
                            Optional.empty());
                })
                .search();
    }

    private static Predicate<IgnoredScope> allOf(int... numbers) {
        Graph graph = graph();
        return scope -> {
            var ignored = scope.in(graph);
            for (int number : numbers) {
                if (!ignored.contains(graph.node(name(number)).orElseThrow())) {
                    return false;
                }
            }
            return true;
        };
    }

    @Test
    void theOneThatHurts_isFound() {
        Advice advice = search(allOf(4), Map.of(4, 0.6, 7, 0.3, 15, 0.1)).orElseThrow();
        assertThat(advice.scope()).hasToString(".ignore(\"front/4\")");
        assertThat(advice.ignored()).isEqualTo(1);
        assertThat(advice.toString()).contains("from 3.0 to 25.0 dB", "1 of 20 operations", "2.00x");
    }

    @Test
    void aGroup_isNamedByItsBeginning() {
        Advice advice =
                search(allOf(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Map.of()).orElseThrow();
        assertThat(advice.scope()).hasToString(".ignore(\"front/*\")");
        assertThat(advice.ignored()).isEqualTo(12);
        assertThat(advice.trials()).isEqualTo(tried.size()).isLessThanOrEqualTo(12);
    }

    @Test
    void whatDoesNotHelp_isLeftOut() {
        Advice advice = search(allOf(19), Map.of(3, 0.5, 19, 0.4, 8, 0.1)).orElseThrow();
        assertThat(advice.scope()).hasToString(".ignore(\"back/19\")");
    }

    @Test
    void nothing_whereNothingHelps() {
        assertThat(search(scope -> false, Map.of())).isEmpty();
        assertThat(search(scope -> true, Map.of(1, 0.0))).isEmpty();
    }

    @Test
    void theSearch_isTheSameEveryTime_andShort() {
        String first = search(allOf(1, 13), Map.of()).toString();
        int trials = tried.size();
        assertThat(search(allOf(1, 13), Map.of())).hasToString(first);
        assertThat(tried).hasSize(2 * trials);
        assertThat(trials).isLessThanOrEqualTo(12);
    }
}
