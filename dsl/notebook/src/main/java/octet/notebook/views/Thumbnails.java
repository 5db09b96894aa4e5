package octet.notebook.views;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import octet.data.Images;
import octet.notebook.Html;

/** Pictures small enough to stand side by side, a few kilobytes each. */
final class Thumbnails {
    private static final int HIGHEST = 96;
    private static final int WIDEST = 320;

    private Thumbnails() {}

    /** Returns a picture with its label, or else its name, below. */
    static Html html(Images.Picture picture) {
        BufferedImage small = fitted(picture.pixels());
        Html image = Html.element("img")
                .attribute(
                        "src", "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(small)))
                .attribute("alt", picture.name())
                .attribute("title", picture.name())
                .attribute("width", String.valueOf(small.getWidth()))
                .attribute("height", String.valueOf(small.getHeight()));
        String words = picture.label() == null ? picture.name() : picture.label();
        Html below = Html.element("div")
                .attribute("style", "font-size: 0.9em; max-width: " + Math.max(64, small.getWidth()) + "px")
                .text(words);
        return Html.element("div").add(image, below);
    }

    private static BufferedImage fitted(BufferedImage image) {
        double scale = Math.min(1, Math.min(HIGHEST / (double) image.getHeight(), WIDEST / (double) image.getWidth()));
        int width = Math.max(1, (int) Math.round(scale * image.getWidth()));
        int height = Math.max(1, (int) Math.round(scale * image.getHeight()));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private static byte[] jpeg(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be written as JPEG", e);
        }
        return bytes.toByteArray();
    }
}
