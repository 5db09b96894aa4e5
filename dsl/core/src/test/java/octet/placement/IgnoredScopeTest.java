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
        return graph.nodes().stream().filter(scope::contains).map(Node::name).toList();
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
        assertThatCode(() -> IgnoredScope.names("*").validate(graph)).doesNotThrowAnyException();
        assertThatCode(() -> IgnoredScope.NONE.validate(graph)).doesNotThrowAnyException();
    }
}
