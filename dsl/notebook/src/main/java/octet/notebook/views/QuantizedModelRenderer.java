package octet.notebook.views;

import octet.QuantizedModel;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows an int8 model and its self-check, warnings first. */
public final class QuantizedModelRenderer implements Renderer<QuantizedModel> {
    /** For {@link java.util.ServiceLoader}. */
    public QuantizedModelRenderer() {}

    @Override
    public Class<QuantizedModel> type() {
        return QuantizedModel.class;
    }

    @Override
    public Rich render(QuantizedModel int8) {
        var model = int8.model();
        var plan = int8.plan();
        var check = int8.check();
        double ratio = int8.bytes() / (double) model.info().bytes();
        Card card = new Card(model.name() + " in int8")
                .warnings(check)
                .fact(
                        "size",
                        Words.format(
                                "%s → %s (%.2fx)",
                                Words.megabytes(model.info().bytes()), Words.megabytes(int8.bytes()), ratio))
                .fact(
                        "operations in int8",
                        plan.quantizedOperations() + " of " + plan.decisions().size())
                .fact(
                        "quantizers",
                        plan.activations().size() + " activations, "
                                + plan.weights().size() + " constants" + (plan.corrected() ? ", biases corrected" : ""))
                .outputs(check)
                .fact("latency, 1 thread", check.latency().toString());
        plan.remarks().forEach(card::remark);
        card.remark("outputs and latency by a quick look at " + check.error().samples() + " calibration samples · go on"
                + " with layers(), ranges(), validate(data, metric), save(file)");
        return Rich.html(card.html(), Words.of(int8));
    }
}
