package octet.lessons;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws the pictures of text lines of the quickstart, as a phone or a scanner could have taken them: many fonts and sizes,
 * coloured and unevenly lit paper, a slight turn, blur, weak contrast, sensor noise, JPEG.
 *
 * <pre>java -cp notebooks/target/classes octet.lessons.TextLines FONTS_DIR notebooks/data</pre>
 *
 * Each picture has a random stream of its own, so that one can be changed without changing the others. The result is the
 * same to the byte for the same fonts on the same JDK; another JDK may rasterise a glyph differently.
 */
public final class TextLines {

    private static final long SEED = 20_261_123;
    private static final int CALIBRATION = 100;
    private static final int VALIDATION = 100;

    private static final int MIN_WIDTH = 120;
    private static final int MAX_WIDTH = 400;
    private static final int MIN_HEIGHT = 32;
    private static final int MAX_HEIGHT = 64;

    /** By file name; where they come from and their licences: {@code data/README.md}. */
    private static final List<String> FONTS = List.of(
            "Cantarell-Regular.otf",
            "Carlito-Regular.ttf",
            "Carlito-BoldItalic.ttf",
            "ComicNeue-Regular.otf",
            "DejaVuSans.ttf",
            "DejaVuSansCondensed-Bold.ttf",
            "DejaVuSansMono.ttf",
            "DejaVuSerif.ttf",
            "EBGaramond12-Regular.otf",
            "EBGaramond12-Italic.otf",
            "Inconsolata.otf",
            "JetBrainsMono-Medium.ttf",
            "Lato-Regular.ttf",
            "Lato-Light.ttf",
            "LiberationMono-Regular.ttf",
            "LiberationSans-Bold.ttf",
            "LiberationSans-Regular.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-Regular.ttf",
            "OpenSans-CondLight.ttf",
            "OpenSans-Regular.ttf",
            "OpenSans-SemiboldItalic.ttf",
            "RobotoSlab-Regular.otf");

    /** How one picture differs from the next. Angles in degrees, blur and noise as standard deviations (pixels, grey levels). */
    private record Look(
            Font font, Color ink, Color paper, int light, double angle, double blur, double noise, float quality) {}

    private final List<Font> fonts;

    private TextLines(List<Font> fonts) {
        this.fonts = fonts;
    }

    /** Writes {@code lines/*.jpg} and {@code lines.csv} into the second folder with the fonts found under the first. */
    public static void main(String[] arguments) throws IOException, FontFormatException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException(
                    "expected FONTS_DIR OUTPUT_DIR, found " + arguments.length + " argument(s)");
        }
        new TextLines(fonts(Path.of(arguments[0]))).write(Path.of(arguments[1]));
    }

    private void write(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("lines"));
        List<String> rows = new ArrayList<>(List.of("file,text,split"));
        Set<String> seen = new HashSet<>();
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int i = 0; i < CALIBRATION + VALIDATION; i++) {
            Random random = new Random(seeds.nextLong());
            String text = newPhrase(random, seen);
            String file = String.format(Locale.ROOT, "line-%03d.jpg", i + 1);
            Look look = look(random);
            save(draw(text, look, random), look.quality(), folder.resolve(file));
            rows.add(file + "," + quoted(text) + "," + (i < CALIBRATION ? "calibration" : "validation"));
        }
        Files.write(data.resolve("lines.csv"), rows, StandardCharsets.UTF_8);
    }

    private static String newPhrase(Random random, Set<String> seen) {
        Phrases phrases = new Phrases(random);
        String text = phrases.next();
        while (!seen.add(text.toLowerCase(Locale.ROOT))) {
            text = phrases.next();
        }
        return text;
    }

    private Look look(Random random) {
        Font font = fonts.get(random.nextInt(fonts.size())).deriveFont((float) between(random, 24, 44));
        boolean darkPaper = random.nextInt(5) == 0;
        int paper = darkPaper ? 20 + random.nextInt(70) : 165 + random.nextInt(85);
        double contrast = between(random, 70, 180);
        int ink = (int) Math.max(0, Math.min(255, darkPaper ? paper + contrast : paper - contrast));
        return new Look(
                font,
                tinted(ink, random),
                tinted(paper, random),
                random.nextInt(60) - 30,
                between(random, -1.8, 1.8),
                between(random, 0, 1.6),
                between(random, 1, 14),
                (float) between(random, 0.8, 0.99));
    }

    private static BufferedImage draw(String text, Look look, Random random) {
        Font font = look.font();
        Rectangle2D box = bounds(text, font);
        double padding = box.getHeight() * between(random, 0.1, 0.3);
        double room = Math.min(
                (MAX_WIDTH - 2 * padding) / box.getWidth(),
                (MAX_HEIGHT - 2 * padding) / (box.getHeight() + tilt(box.getWidth(), look)));
        if (room < 1) {
            font = font.deriveFont((float) (font.getSize2D() * room * 0.98));
            box = bounds(text, font);
        }
        int width = clamp(box.getWidth() + 2 * padding, MIN_WIDTH, MAX_WIDTH);
        int height = clamp(box.getHeight() + tilt(box.getWidth(), look) + 2 * padding, MIN_HEIGHT, MAX_HEIGHT);

        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setPaint(new GradientPaint(0, 0, look.paper(), width, height, lit(look.paper(), look.light())));
        pen.fillRect(0, 0, width, height);
        pen.rotate(Math.toRadians(look.angle()), width / 2.0, height / 2.0);
        pen.setFont(font);
        pen.setColor(look.ink());
        pen.drawString(text, (float) (width / 2.0 - box.getCenterX()), (float) (height / 2.0 - box.getCenterY()));
        pen.dispose();
        return noisy(blurred(image, look.blur()), look.noise(), random);
    }

    /** The ink alone: the box is then as tight as the ones that a text detector gives. */
    private static Rectangle2D bounds(String text, Font font) {
        return font.createGlyphVector(new FontRenderContext(null, true, true), text)
                .getVisualBounds();
    }

    private static double tilt(double width, Look look) {
        return width * Math.abs(Math.sin(Math.toRadians(look.angle())));
    }

    private static BufferedImage blurred(BufferedImage image, double sigma) {
        if (sigma < 0.2) {
            return image;
        }
        int radius = 4;
        int size = 2 * radius + 1;
        float[] weights = new float[size * size];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int x = i % size - radius;
            int y = i / size - radius;
            weights[i] = (float) Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= (float) sum;
        }
        // ConvolveOp leaves a border of the kernel's radius as it was; there is only paper there.
        return new ConvolveOp(new Kernel(size, size, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    }

    private static BufferedImage noisy(BufferedImage image, double sigma, Random random) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color color = new Color(image.getRGB(x, y));
                image.setRGB(
                        x,
                        y,
                        lit(color, (int) Math.round(sigma * random.nextGaussian()))
                                .getRGB());
            }
        }
        return image;
    }

    private static void save(BufferedImage image, float quality, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        Files.deleteIfExists(file); // an ImageOutputStream does not shorten a file that is there
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    private static List<Font> fonts(Path folder) throws IOException, FontFormatException {
        List<Font> fonts = new ArrayList<>();
        for (String name : FONTS) {
            Optional<Path> file;
            try (Stream<Path> files = Files.walk(folder)) {
                file = files.filter(path -> path.getFileName().toString().equals(name))
                        .min(Comparator.naturalOrder());
            }
            if (file.isEmpty()) {
                throw new IOException("no font " + name + " under " + folder + "; data/README.md says where to get it");
            }
            fonts.add(Font.createFont(Font.TRUETYPE_FONT, file.get().toFile()));
        }
        return fonts;
    }

    private static Color tinted(int grey, Random random) {
        int[] channels = new int[3];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = clamp(grey + random.nextInt(31) - 15, 0, 255);
        }
        return new Color(channels[0], channels[1], channels[2]);
    }

    private static Color lit(Color color, int light) {
        return new Color(
                clamp(color.getRed() + light, 0, 255),
                clamp(color.getGreen() + light, 0, 255),
                clamp(color.getBlue() + light, 0, 255));
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static int clamp(double value, int low, int high) {
        return (int) Math.max(low, Math.min(high, Math.ceil(value)));
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
