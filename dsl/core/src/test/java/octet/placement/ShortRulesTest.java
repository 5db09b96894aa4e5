package octet.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import octet.graph.Node;
import octet.graph.Op;
import octet.placement.IgnoredScope.NodeRule;
import org.junit.jupiter.api.Test;

class ShortRulesTest {
    private static final List<Node> ALL = nodes("Conv", "cq/a_1", "cq/a_2", "cq/b_1", "head/a_1", "head/b_1");

    private static List<Node> nodes(String type, String... names) {
        return Arrays.stream(names)
                .map(name -> new Node(name, Op.CONV, type, List.of("x"), List.of(name), Optional.empty(), false))
                .toList();
    }

    private static String line(List<Node> wanted, double spare) {
        return IgnoredScope.covering(wanted, ALL, spare).toString();
    }

    private static List<Node> ignored(IgnoredScope scope, List<Node> nodes) {
        return nodes.stream()
                .filter(node -> scope.rules().stream().anyMatch(rule -> ((NodeRule) rule).matches(node)))
                .toList();
    }

    @Test
    void aCommonBeginning_standsForAll() {
        assertThat(line(ALL.subList(0, 3), 0)).isEqualTo(".ignore(\"cq/*\")");
        assertThat(line(ALL.subList(0, 2), 0)).isEqualTo(".ignore(\"cq/a_*\")");
    }

    @Test
    void aBeginningOfOthersToo_isUsedOnlyWithinTheSpare() {
        List<Node> wanted = List.of(ALL.get(0), ALL.get(2));
        assertThat(line(wanted, 0)).isEqualTo(".ignore(\"cq/a_1\", \"cq/b_1\")");
        assertThat(line(wanted, 0.5)).isEqualTo(".ignore(\"cq/*\")");
    }

    @Test
    void nothingMatchesAllOthers_however_muchIsSpare() {
        assertThat(line(List.of(ALL.get(0), ALL.get(3)), 9)).doesNotContain("Conv");
    }

    @Test
    void aType_isShorterThanItsNames() {
        List<Node> sums = nodes("Add", "p", "q", "r");
        assertThat(IgnoredScope.covering(sums, ALL, 0)).hasToString(".ignore(\"Add\")");
    }

    @Test
    void aVeryLongName_isCut() {
        List<Node> one = nodes("Conv", "x".repeat(200));
        String line = IgnoredScope.covering(one, ALL, 0).toString();
        assertThat(line).hasSizeLessThan(90).contains("x*");
        assertThat(ignored(IgnoredScope.covering(one, ALL, 0), one)).isEqualTo(one);
    }

    @Test
    void everyWantedOperation_isMatched_andNoOther() {
        for (int bits = 1; bits < 1 << ALL.size(); bits++) {
            int chosen = bits;
            List<Node> wanted = ALL.stream()
                    .filter(node -> (chosen >> ALL.indexOf(node) & 1) == 1)
                    .toList();
            IgnoredScope scope = IgnoredScope.covering(wanted, ALL, 0);
            assertThat(ignored(scope, ALL)).isEqualTo(wanted);
        }
    }

    @Test
    void theLine_isJava_whateverTheNames() {
        IgnoredScope hostile = IgnoredScope.namesOrTypes(List.of("a\"b\\c\n\u202e\u001b<img>漢"));
        assertThat(hostile).hasToString(".ignore(\"a\\\"b\\\\c\\012\\u202e\\033<img>漢\")");
        assertThat(IgnoredScope.names("a")
                        .and(IgnoredScope.types("Add").lenient())
                        .and(IgnoredScope.patterns("a|b"))
                        .and(IgnoredScope.subgraph(List.of("i"), List.of("o"))))
                .hasToString(".ignore(names(\"a\"), types(\"Add\").lenient(), patterns(\"a|b\"),"
                        + " subgraph(List.of(\"i\"), List.of(\"o\")))");
    }
}
