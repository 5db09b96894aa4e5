package octet.kernel.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import octet.notebook.Html;

/** An executed notebook as one page that needs no network and runs no script. */
final class HtmlPage {
    private final Markdown markdown;

    private HtmlPage(Path folder) {
        this.markdown = new Markdown(folder);
    }

    /**
     * Returns the page.
     *
     * @param file where the notebook lies; pictures of its texts are looked for beside it
     */
    static String of(NotebookFile notebook, Path file) {
        HtmlPage page = new HtmlPage(file.toAbsolutePath().getParent());
        List<Html> cells = notebook.cells().stream().map(page::cell).toList();
        String title = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
        return Html.page(title, style(), Html.element("main").add(cells)).markup();
    }

    private Html cell(NotebookCell cell) {
        if (cell.type().equals("markdown")) {
            return Html.element("section").styled("text").add(markdown.html(cell.source()));
        }
        if (!cell.isCode()) {
            return Html.element("pre").styled("raw").text(cell.source());
        }
        if (cell.source().isBlank()) {
            return Html.EMPTY;
        }
        Html code = Html.element("pre").styled("code").add(JavaColors.html(cell.source()));
        Html number = Html.element("div").styled("number").text(cell.executionCount());
        List<Html> outputs = new ArrayList<>();
        for (JsonElement output : cell.outputs()) {
            outputs.add(output(output.getAsJsonObject()));
        }
        return Html.element("section").styled("cell").add(number, code).add(outputs);
    }

    private Html output(JsonObject output) {
        String type = NotebookCell.text(output.get("output_type"));
        return switch (type) {
            case "stream" ->
                Html.element("pre")
                        .styled("stream " + NotebookCell.text(output.get("name")))
                        .add(AnsiColors.html(NotebookCell.text(output.get("text"))));
            case "error" -> {
                List<String> lines = new ArrayList<>();
                output.getAsJsonArray("traceback").forEach(line -> lines.add(line.getAsString()));
                yield Html.element("pre").styled("error").add(AnsiColors.html(String.join("\n", lines)));
            }
            default -> shown(output);
        };
    }

    /** Takes the richest form that a page can show. */
    private Html shown(JsonObject output) {
        JsonObject data = output.getAsJsonObject("data");
        Html place = Html.element("div").styled("shown");
        for (String markup : List.of("text/html", "image/svg+xml")) {
            if (data.has(markup)) {
                return place.add(Html.ofAuthor(NotebookCell.text(data.get(markup))));
            }
        }
        for (String picture : List.of("image/png", "image/jpeg")) {
            if (data.has(picture)) {
                return place.add(picture(picture, data, output.getAsJsonObject("metadata")));
            }
        }
        if (data.has("text/markdown")) {
            return place.add(markdown.html(NotebookCell.text(data.get("text/markdown"))));
        }
        return Html.element("pre").styled("shown").add(AnsiColors.html(NotebookCell.text(data.get("text/plain"))));
    }

    private static Html picture(String type, JsonObject data, JsonObject metadata) {
        String base64 = NotebookCell.text(data.get(type)).replaceAll("\\s", "");
        Html picture = Html.element("img")
                .attribute("src", "data:" + type + ";base64," + base64)
                .attribute("alt", NotebookCell.text(data.get("text/plain")));
        if (metadata != null && metadata.has(type) && metadata.get(type).isJsonObject()) {
            JsonObject facts = metadata.getAsJsonObject(type);
            for (String side : List.of("width", "height")) {
                if (facts.has(side)) {
                    picture = picture.attribute(side, NotebookCell.text(facts.get(side)));
                }
            }
        }
        return picture;
    }

    private static String style() {
        try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's style sheet cannot be read from the kernel's jar", e);
        }
    }
}
