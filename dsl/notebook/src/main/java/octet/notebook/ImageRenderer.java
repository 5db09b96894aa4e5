package octet.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Shows pictures, one pixel of theirs on one of the page; very large ones made smaller, which is said. */
public final class ImageRenderer implements Renderer<BufferedImage> {
    private static final int LONGEST_SIDE = 2000;

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
        String words = "picture of " + width + " × " + height + " pixels";
        double scale = (double) LONGEST_SIDE / Math.max(width, height);
        if (scale >= 1) {
            return Rich.text(words).withImage("image/png", Pictures.png(picture), width, height);
        }
        int less = Math.max(1, (int) (width * scale));
        int lower = Math.max(1, (int) (height * scale));
        BufferedImage small = new BufferedImage(less, lower, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, less, lower, null);
        graphics.dispose();
        return Rich.text(words + ", shown as " + less + " × " + lower)
                .withImage("image/png", Pictures.png(small), less, lower);
    }
}
