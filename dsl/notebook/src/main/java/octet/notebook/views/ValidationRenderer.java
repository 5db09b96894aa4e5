package octet.notebook.views;

import java.util.List;
import octet.notebook.Html;
import octet.notebook.Renderer;
import octet.notebook.Rich;
import octet.notebook.TableView;
import octet.report.Validation;

/** Shows how an int8 model compares with float: a line a measure, with a bar of each where both have a value. */
public final class ValidationRenderer implements Renderer<Validation> {
    /** For {@link java.util.ServiceLoader}. */
    public ValidationRenderer() {}

    @Override
    public Class<Validation> type() {
        return Validation.class;
    }

    @Override
    public Rich render(Validation validation) {
        Html head = Html.element("tr")
                .add(cell("th", "left", ""), cell("th", "right", "float").add(swatch(Charts.FLOAT)))
                .add(cell("th", "right", "int8").add(swatch(Charts.INT8)))
                .add(cell("th", "right", "difference"), cell("th", "left", ""));
        List<Html> body =
                validation.lines().stream().map(ValidationRenderer::row).toList();
        Html table = Html.element("table")
                .styled("dataframe")
                .attribute("style", "margin: 0")
                .add(Html.element("thead").add(head), Html.element("tbody").add(body));
        Card card = new Card(validation.model() + " on " + validation.samples().size() + " samples")
                .warnings(validation.warnings())
                .add(table)
                .remark("sample by sample: table(validation), worst(validation, 5) · bars: plot(validation)");
        return Rich.html(card.html(), Words.of(validation));
    }

    private static Html row(Validation.Line line) {
        return Html.element("tr")
                .add(
                        cell("th", "left", line.measure()),
                        cell("td", "right", line.ofFloat()),
                        cell("td", "right", line.ofInt8()),
                        cell("td", "right", line.difference()),
                        Html.element("td").add(bars(line.ratio())));
    }

    private static Html cell(String element, String align, String text) {
        return Html.element(element)
                .attribute("style", "text-align: " + align + "; white-space: nowrap")
                .text(text);
    }

    /** Says which colour a model's bars have. */
    private static Html swatch(int series) {
        return Html.element("span")
                .attribute("style", "display: inline-block; width: 0.6em; margin-left: 0.4em")
                .add(TableView.bar(1, series));
    }

    private static Html bars(double ratio) {
        if (!Double.isFinite(ratio) || ratio < 0) {
            return Html.EMPTY;
        }
        double longest = Math.max(1, ratio);
        return Html.element("div")
                .attribute("style", "width: 10em")
                .add(TableView.bar(1 / longest, Charts.FLOAT), TableView.bar(ratio / longest, Charts.INT8));
    }
}
