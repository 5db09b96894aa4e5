package octet.notebook.views;

import octet.AccuracyResult;
import octet.accuracy.Blame;
import octet.accuracy.Step;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows what accuracy control came to: the verdict, who is to blame, and every model that was scored. */
public final class AccuracyResultRenderer implements Renderer<AccuracyResult> {
    /** For {@link java.util.ServiceLoader}. */
    public AccuracyResultRenderer() {}

    @Override
    public Class<AccuracyResult> type() {
        return AccuracyResult.class;
    }

    @Override
    public Rich render(AccuracyResult result) {
        var outcome = result.outcome();
        var spent = result.evaluations();
        Card card = new Card(Words.line(outcome.verdict())).warnings(result.warnings());
        result.ignored().ifPresent(scope -> card.fact("no longer plain int8", scope.toString()));
        card.fact(
                        "operations in int8",
                        outcome.first().int8Operations() + " → "
                                + outcome.result().int8Operations())
                .fact(
                        "size",
                        Words.format(
                                "%s → %s",
                                Words.megabytes(outcome.floatBytes()),
                                Words.megabytes(outcome.result().bytes())))
                .fact(
                        "spent",
                        Words.format(
                                "%d evaluations on all %d samples, %d on the worst ones, %d models made; %.1f s",
                                spent.full(), outcome.samples(), spent.onSubset(), spent.models(), spent.seconds()))
                .fact("ended as", outcome.ended());
        if (!outcome.blamed().isEmpty()) {
            card.add(new RowTable<>("To blame", outcome.blamed())
                    .text("operations", blame -> blame.group().toString())
                    .percents("noise", Blame::share)
                    .numbers("noise when taken back", Blame::importance)
                    .html());
        }
        card.add(steps(result))
                .remark("drop against speed: plot(result) · as a table: table(result) · go on with result.model(),"
                        + " result.save(file)");
        return Rich.html(card.html(), Words.of(result));
    }

    private static octet.notebook.Html steps(AccuracyResult result) {
        var outcome = result.outcome();
        return new RowTable<>("Models that were scored", result.steps())
                .text("", step -> step == outcome.result() ? "→" : "")
                .text("model", Step::what)
                .text("int8 operations", step -> String.valueOf(step.int8Operations()))
                .numbers("noise", Step::noise)
                .numbers("drop on the worst", Step::subsetDrop)
                .numbers("score", Step::score)
                .numbers("drop", Step::drop)
                .text("within", step -> step.within() ? "✓" : "")
                .numbers("speed", Step::speedup)
                .text("size", step -> Words.megabytes(step.bytes()))
                .hidden("table(result)")
                .html();
    }
}
