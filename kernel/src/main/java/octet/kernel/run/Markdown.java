package octet.kernel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import octet.notebook.Html;
import octet.notebook.Visible;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/** The texts of a notebook; markup in them is shown as text, and pictures beside the notebook go into the page. */
final class Markdown {
    private static final long LARGEST_PICTURE = 8L << 20;
    private static final Map<String, String> PICTURES = Map.of(
            "png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "gif", "image/gif", "webp", "image/webp");

    private final Path folder;
    private final Parser parser;
    private final HtmlRenderer renderer;

    Markdown(Path folder) {
        this.folder = folder;
        List<Extension> extensions = List.of(TablesExtension.create());
        this.parser = Parser.builder().extensions(extensions).build();
        this.renderer = HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .urlSanitizer(new OwnLinks())
                .build();
    }

    Html html(String markdown) {
        Node text = parser.parse(Visible.lines(markdown.replace("\r\n", "\n")));
        text.accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                image.setDestination(inline(image.getDestination()));
                super.visit(image);
            }
        });
        return Html.ofAuthor(renderer.render(text));
    }

    /** Returns a picture's content as a link, or nothing where it is not a picture in the notebook's folder. */
    private String inline(String link) {
        try {
            Path file = folder.resolve(link).toRealPath();
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            String type = PICTURES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type == null || !file.startsWith(folder.toRealPath()) || Files.size(file) > LARGEST_PICTURE) {
                return "";
            }
            return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException | RuntimeException notThere) {
            return "";
        }
    }

    private static final class OwnLinks implements UrlSanitizer {
        @Override
        public String sanitizeLinkUrl(String url) {
            String lower = url.strip().toLowerCase(Locale.ROOT);
            boolean leads = lower.startsWith("https://") || lower.startsWith("http://") || lower.startsWith("mailto:");
            return leads || !lower.contains(":") ? url : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return url.startsWith("data:image/") ? url : "";
        }
    }
}
