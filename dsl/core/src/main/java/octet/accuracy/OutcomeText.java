package octet.accuracy;

import java.util.List;
import java.util.stream.Collectors;
import octet.problem.Words;
import octet.report.TextTable;

/** An outcome as text. */
final class OutcomeText {

    private static final int BLAMED = 3;

    private OutcomeText() {}

    static String of(Outcome outcome) {
        var text = new StringBuilder(verdict(outcome));
        outcome.ignored()
                .ifPresent(scope -> text.append(Words.of(
                        "\n%d of %d operations are not plain int8 any more: %s",
                        outcome.first().int8Operations() - plain(outcome),
                        outcome.first().int8Operations(),
                        scope)));
        List<Blame> blamed = outcome.reverted().isEmpty() ? outcome.suspects() : outcome.reverted();
        if (!blamed.isEmpty()) {
            text.append("\nTo blame: ").append(blame(blamed));
        }
        text.append('\n').append(steps(outcome));
        var spent = outcome.evaluations();
        text.append(Words.of(
                "\n%d evaluations on all %d samples, %d on the worst ones, %d models made; %.1f s. It ended as %s.",
                spent.full(), outcome.samples(), spent.onSubset(), spent.models(), spent.seconds(), outcome.ended()));
        outcome.warnings().forEach(warning -> text.append("\nWarning: ").append(warning));
        return text.toString();
    }

    private static long plain(Outcome outcome) {
        return outcome.result().int8Operations();
    }

    static String verdict(Outcome outcome) {
        Step result = outcome.result();
        String scores = Words.of(
                "%s %s → %s, a drop of %s, %s allowed",
                outcome.metric(),
                StepText.number(outcome.floatScore()),
                StepText.number(result.score()),
                StepText.number(result.drop()),
                outcome.bound());
        return outcome.isWithin()
                ? outcome.name() + " is within its bound: " + scores + "."
                : Words.of(
                        "%s is not within its bound: %s, %s too much. It is the nearest that was found.",
                        outcome.name(),
                        scores,
                        StepText.number(result.drop() - outcome.bound().maxDrop()));
    }

    private static String blame(List<Blame> blamed) {
        String first = blamed.stream()
                .limit(BLAMED)
                .map(blame -> Words.of("%s (%.0f %% of the noise)", blame.group(), 100 * blame.share()))
                .collect(Collectors.joining(", "));
        int more = blamed.size() - BLAMED;
        return first + (more > 0 ? " and " + more + " more" : "");
    }

    private static TextTable steps(Outcome outcome) {
        var table =
                new TextTable("model", "int8 operations", "noise", "drop, worst", "score", "drop", "speed", "size", "");
        for (Step step : outcome.steps()) {
            table.row(
                    step.what(),
                    String.valueOf(step.int8Operations()),
                    StepText.number(step.noise()),
                    StepText.number(step.subsetDrop()),
                    StepText.number(step.score()),
                    StepText.number(step.drop()),
                    Double.isNaN(step.speedup()) ? "–" : Words.of("%.2fx", step.speedup()),
                    StepText.size(step.bytes()),
                    step == outcome.result() ? "← the result" : "");
        }
        return table;
    }
}
