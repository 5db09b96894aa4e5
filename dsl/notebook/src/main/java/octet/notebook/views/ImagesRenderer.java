package octet.notebook.views;

import java.util.List;
import octet.data.Images;
import octet.notebook.Html;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows a dataset of pictures: the first few as the model is fed with them, and what they become. */
public final class ImagesRenderer implements Renderer<Images> {
    private static final int SHOWN = 6;

    /** For {@link java.util.ServiceLoader}. */
    public ImagesRenderer() {}

    @Override
    public Class<Images> type() {
        return Images.class;
    }

    @Override
    public Rich render(Images images) {
        Card card = new Card(images.describe());
        try {
            List<Html> shown =
                    images.pictures(SHOWN).stream().map(Thumbnails::html).toList();
            card.add(Html.element("div")
                    .attribute("style", "display: flex; flex-wrap: wrap; gap: 0.8em; padding: 0.4em 0")
                    .add(shown));
        } catch (RuntimeException failure) {
            card.warnings(List.of("The first pictures cannot be read: " + failure.getMessage()));
        }
        return Rich.html(card.add(DatasetRenderer.first(images)).html(), Words.of(images));
    }
}
