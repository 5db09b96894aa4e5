package octet.notebook;

import java.awt.image.BufferedImage;

/** Shows pictures, one pixel of theirs on one of the page. */
public final class ImageRenderer implements Renderer<BufferedImage> {
    /** For {@link java.util.ServiceLoader}. */
    public ImageRenderer() {}

    @Override
    public Class<BufferedImage> type() {
        return BufferedImage.class;
    }

    @Override
    public Rich render(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        return Rich.text("picture of " + width + " × " + height + " pixels")
                .withImage("image/png", Pictures.png(picture), width, height);
    }
}
