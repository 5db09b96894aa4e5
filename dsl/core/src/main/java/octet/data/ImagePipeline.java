package octet.data;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import octet.problem.BadDataException;

/** How a picture becomes a tensor. Sizes in pixels; 0 stands for a step that is left out. */
record ImagePipeline(
        int height,
        int width,
        int shorter,
        int cropHeight,
        int cropWidth,
        double[] mean,
        double[] deviation,
        Channels channels,
        boolean last) {

    enum Channels {
        RGB,
        BGR,
        GRAY
    }

    /** Stands for a width that keeps the proportions. */
    static final int PROPORTIONAL = -1;

    static final ImagePipeline PLAIN =
            new ImagePipeline(0, 0, 0, 0, 0, new double[] {0, 0, 0}, new double[] {1, 1, 1}, Channels.RGB, false);

    /** Larger pictures are refused before they are decoded: a small file can hold a picture of any size. */
    private static final long MAX_PIXELS = 100_000_000L;

    ImagePipeline resize(int newHeight, int newWidth) {
        return new ImagePipeline(newHeight, newWidth, 0, cropHeight, cropWidth, mean, deviation, channels, last);
    }

    ImagePipeline shorterSide(int pixels) {
        return new ImagePipeline(0, 0, pixels, cropHeight, cropWidth, mean, deviation, channels, last);
    }

    ImagePipeline crop(int newHeight, int newWidth) {
        return new ImagePipeline(height, width, shorter, newHeight, newWidth, mean, deviation, channels, last);
    }

    ImagePipeline normalize(double[] newMean, double[] newDeviation) {
        return new ImagePipeline(
                height, width, shorter, cropHeight, cropWidth, newMean.clone(), newDeviation.clone(), channels, last);
    }

    ImagePipeline channels(Channels newChannels) {
        return new ImagePipeline(height, width, shorter, cropHeight, cropWidth, mean, deviation, newChannels, last);
    }

    ImagePipeline channelsLast() {
        return new ImagePipeline(height, width, shorter, cropHeight, cropWidth, mean, deviation, channels, true);
    }

    Tensor read(Path file) {
        return tensor(picture(file));
    }

    /** The picture scaled and cropped, its values and channels as they are in the file. */
    BufferedImage picture(Path file) {
        BufferedImage image = scaled(decode(file));
        if (cropHeight > 0) {
            if (image.getHeight() < cropHeight || image.getWidth() < cropWidth) {
                throw new BadDataException(
                        file + " has " + image.getHeight() + "×" + image.getWidth() + " pixels",
                        "at least the crop's " + cropHeight + "×" + cropWidth,
                        "resize before the crop");
            }
            image = image.getSubimage(
                    (image.getWidth() - cropWidth) / 2, (image.getHeight() - cropHeight) / 2, cropWidth, cropHeight);
        }
        return image;
    }

    private static BufferedImage decode(Path file) {
        DataFiles.check(file, "a picture");
        // The image stream does not close the stream that it reads from.
        try (var bytes = Files.newInputStream(file);
                var in = ImageIO.createImageInputStream(bytes)) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadDataException(file + " is not a picture", "PNG, JPEG, BMP or GIF", "remove it");
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getHeight(0) * reader.getWidth(0);
                if (pixels > MAX_PIXELS) {
                    throw new BadDataException(file + " has " + pixels + " pixels", "at most " + MAX_PIXELS, null);
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof BadDataException known) {
                throw known;
            }
            throw new BadDataException(
                    file + " cannot be decoded: " + e.getMessage(), "a whole picture", "remove it", e);
        }
    }

    private BufferedImage scaled(BufferedImage image) {
        int toHeight = height;
        int toWidth = width;
        if (width == PROPORTIONAL) {
            toWidth = Math.max(1, (int) Math.round(image.getWidth() * (double) height / image.getHeight()));
        } else if (shorter > 0) {
            double factor = shorter / (double) Math.min(image.getHeight(), image.getWidth());
            toHeight = Math.max(1, (int) Math.round(image.getHeight() * factor));
            toWidth = Math.max(1, (int) Math.round(image.getWidth() * factor));
        }
        if (toHeight == 0) {
            toHeight = image.getHeight();
            toWidth = image.getWidth();
        }
        // Halving first keeps a bilinear filter from skipping pixels when a picture shrinks a lot.
        BufferedImage from = image;
        while (from.getWidth() >= 2 * toWidth && from.getHeight() >= 2 * toHeight) {
            from = drawn(from, from.getHeight() / 2, from.getWidth() / 2);
        }
        return drawn(from, toHeight, toWidth);
    }

    private static BufferedImage drawn(BufferedImage image, int toHeight, int toWidth) {
        var target = new BufferedImage(toWidth, toHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, toWidth, toHeight, null);
        graphics.dispose();
        return target;
    }

    private Tensor tensor(BufferedImage image) {
        int h = image.getHeight();
        int w = image.getWidth();
        int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
        int depth = channels == Channels.GRAY ? 1 : 3;
        float[] values = new float[depth * h * w];
        for (int i = 0; i < pixels.length; i++) {
            int red = pixels[i] >> 16 & 0xFF;
            int green = pixels[i] >> 8 & 0xFF;
            int blue = pixels[i] & 0xFF;
            for (int c = 0; c < depth; c++) {
                double value = switch (channels) {
                    case RGB -> c == 0 ? red : c == 1 ? green : blue;
                    case BGR -> c == 0 ? blue : c == 1 ? green : red;
                    case GRAY -> 0.299 * red + 0.587 * green + 0.114 * blue;
                };
                int at = last ? i * depth + c : c * pixels.length + i;
                values[at] = (float) ((value - mean[c]) / deviation[c]);
            }
        }
        return last ? Tensor.of(values, 1, h, w, depth) : Tensor.of(values, 1, depth, h, w);
    }

    /** The steps as they are added to a dataset's description. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        if (shorter > 0) {
            text.append(", shorter side ").append(shorter);
        } else if (width == PROPORTIONAL) {
            text.append(", height ").append(height);
        } else if (height > 0) {
            text.append(", resized to ").append(height).append('×').append(width);
        }
        if (cropHeight > 0) {
            text.append(", cropped to ").append(cropHeight).append('×').append(cropWidth);
        }
        if (channels != Channels.RGB) {
            text.append(", ").append(channels);
        }
        if (!Arrays.equals(mean, PLAIN.mean) || !Arrays.equals(deviation, PLAIN.deviation)) {
            text.append(", normalised");
        }
        return text.append(last ? ", NHWC" : ", NCHW").toString();
    }
}
