package octet.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.Test;

class IgnoredScopeTest {
    private final Graph graph = new TestGraph()
            .input("x")
            .conv("head.conv", "x", 1, 1)
            .node("head.relu", Op.RELU, "Relu", "head.conv")
            .node("a+b(1)", Op.SOFTMAX, "Softmax", "head.relu")
            .output("a+b(1)")
            .build();

    private List<String> ignored(IgnoredScope scope) {
        IgnoredNodes nodes = scope.lenient().in(graph);
        return graph.nodes().stream().filter(nodes::contains).map(Node::name).toList();
    }

    @Test
    void names_matchWhole_withStarsAndQuestionMarks() {
        assertThat(ignored(IgnoredScope.names("head.*"))).containsExactly("head.conv", "head.relu");
        assertThat(ignored(IgnoredScope.names("head?conv"))).containsExactly("head.conv");
        assertThat(ignored(IgnoredScope.names("head"))).isEmpty();
    }

    @Test
    void names_areNoRegularExpressions() {
        assertThat(ignored(IgnoredScope.names("a+b(1)"))).containsExactly("a+b(1)");
        assertThat(ignored(IgnoredScope.names("headXconv", ".*"))).isEmpty();
    }

    @Test
    void types_matchExactly_andTextsOfTheCommandLineMatchEither() {
        assertThat(ignored(IgnoredScope.types("Relu"))).containsExactly("head.relu");
        assertThat(ignored(IgnoredScope.types("relu"))).isEmpty();
        assertThat(ignored(IgnoredScope.namesOrTypes(List.of("Softmax", "*conv"))))
                .containsExactly("head.conv", "a+b(1)");
    }

    @Test
    void manyStars_takeNoLongerThanFew() {
        assertThat(new Glob("*a".repeat(50) + "b").matches("a".repeat(5_000))).isFalse();
        assertThat(new Glob("*a".repeat(50)).matches("a".repeat(5_000))).isTrue();
        assertThat(new Glob("**").matches("")).isTrue();
        assertThat(new Glob("?").matches("")).isFalse();
        assertThat(new Glob("*b?*").matches("abbc")).isTrue();
    }

    @Test
    void patterns_matchWholeNames() {
        assertThat(ignored(IgnoredScope.patterns("head\\.(conv|relu)"))).containsExactly("head.conv", "head.relu");
        assertThat(ignored(IgnoredScope.patterns("head"))).isEmpty();
        assertThat(ignored(IgnoredScope.patterns("head.*", "a.*"))).hasSize(3);
    }

    @Test
    void patternsThatAreNone_areRefusedTogether() {
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> IgnoredScope.patterns("(", "fine", "[a"))
                .withMessageContainingAll("2 problems", "'(': Unclosed group at character 1", "'[a': Unclosed");
    }

    @Test
    void validate_namesEveryRuleThatMatchesNothing_withTheNearestNames() {
        var scope = IgnoredScope.names("head.conf", "head.conv")
                .and(IgnoredScope.types("Softmacs"))
                .and(IgnoredScope.namesOrTypes(List.of("Reloo")));
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> scope.validate(graph))
                .withMessageContaining("3 problems")
                .withMessageContaining("'head.conf' matches no operation (nearest: 'head.conv'")
                .withMessageContaining("'Softmacs' matches no operation (nearest: 'Softmax'")
                .withMessageContaining("'Reloo' matches no operation (nearest: 'Relu'");
    }

    @Test
    void validate_ofRulesThatAllMatch_isSilent() {
        assertThatCode(() -> IgnoredScope.names("none").lenient().validate(graph))
                .doesNotThrowAnyException();
        assertThatCode(() -> IgnoredScope.names("*").validate(graph)).doesNotThrowAnyException();
        assertThatCode(() -> IgnoredScope.NONE.validate(graph)).doesNotThrowAnyException();
    }
}
