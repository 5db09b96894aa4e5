package octet.notebook.views;

import java.util.ArrayList;
import java.util.List;
import octet.engine.SelfCheck;
import octet.notebook.Html;

/** What is to be seen of one value: a title, warnings, facts by name, then whatever else, and remarks in small print. */
final class Card {
    private static final String WARNING = "border-left: 4px solid #e07b39; background: rgba(224, 123, 57, 0.14);"
            + " padding: 0.4em 0.8em; margin: 0.4em 0; max-width: 60em";

    private final String title;
    private final List<Html> warnings = new ArrayList<>();
    private final List<Html> facts = new ArrayList<>();
    private final List<Html> more = new ArrayList<>();

    Card(String title) {
        this.title = title;
    }

    /** What a check warns of, and last what to try. */
    Card warnings(SelfCheck check) {
        List<String> texts = new ArrayList<>(check.warnings());
        check.advice().ifPresent(advice -> texts.add("Try: " + advice));
        return warnings(texts);
    }

    Card warnings(List<String> texts) {
        texts.forEach(text -> warnings.add(Html.element("div")
                .attribute("style", WARNING)
                .add(Html.element("b").text("Warning: "), Html.of(text))));
        return this;
    }

    /** How far the outputs are from float: all together, and each where there are several. */
    Card outputs(SelfCheck check) {
        fact("outputs against float", check.error().toString());
        if (check.outputs().size() > 1) {
            check.outputs().forEach((name, error) -> fact("of " + name, error.toString()));
        }
        return this;
    }

    Card fact(String name, String value) {
        return fact(name, Html.of(value));
    }

    Card fact(String name, Html value) {
        Html head = Html.element("th").attribute("style", "text-align: left").text(name);
        Html cell = Html.element("td").attribute("style", "text-align: left").add(value);
        facts.add(Html.element("tr").add(head, cell));
        return this;
    }

    Card add(Html piece) {
        more.add(Html.element("div").attribute("style", "margin-top: 0.5em").add(piece));
        return this;
    }

    Card remark(String text) {
        more.add(Html.element("div")
                .attribute("style", "font-size: 0.9em; opacity: 0.75; padding: 0.1em 0")
                .text(text));
        return this;
    }

    Html html() {
        List<Html> pieces = new ArrayList<>();
        pieces.add(Html.element("div")
                .attribute("style", "font-weight: bold; padding: 0.3em 0")
                .text(title));
        pieces.addAll(warnings);
        if (!facts.isEmpty()) {
            Html body = Html.element("tbody").add(facts);
            pieces.add(Html.element("div")
                    .attribute("style", "overflow-x: auto; max-width: 100%")
                    .add(Html.element("table")
                            .styled("dataframe")
                            .attribute("style", "margin: 0")
                            .add(body)));
        }
        pieces.addAll(more);
        return Html.element("div").add(pieces);
    }
}
