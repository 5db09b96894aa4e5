package octet.notebook.views;

import java.util.List;
import octet.Model;
import octet.graph.ValueInfo;
import octet.notebook.Html;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows what a model is and takes. */
public final class ModelRenderer implements Renderer<Model> {
    /** For {@link java.util.ServiceLoader}. */
    public ModelRenderer() {}

    @Override
    public Class<Model> type() {
        return Model.class;
    }

    @Override
    public Rich render(Model model) {
        var info = model.info();
        Card card = new Card(model.name())
                .fact("format", info.format() + " " + info.version())
                .fact("size", Words.megabytes(info.bytes()))
                .fact("operations", String.valueOf(model.graph().nodes().size()))
                .fact("inputs", lines(model.inputs()))
                .fact("outputs", lines(model.outputs()))
                .fact("runs on", info.runtime());
        info.remarks().forEach(card::remark);
        return Rich.html(card.html(), Words.of(model));
    }

    private static Html lines(List<ValueInfo> values) {
        return Html.all(values.stream()
                .map(value -> Html.element("div").text(value.toString()))
                .toList());
    }
}
