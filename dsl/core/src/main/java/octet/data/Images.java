package octet.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import octet.problem.BadDataException;
import octet.problem.BadSettingsException;

/**
 * Pictures as tensors of float32, one sample a picture, decoded when it is read.
 *
 * <p>A picture becomes [1, channels, height, width], RGB, with values from 0 to 255, unless the verbs below say
 * otherwise. Each verb returns another dataset; the steps run in the order resize, crop, normalise.
 */
public final class Images implements Dataset {

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif");

    private final List<Path> files;
    private final Map<String, String> labels;
    private final String source;
    private final ImagePipeline pipeline;

    private Images(List<Path> files, Map<String, String> labels, String source, ImagePipeline pipeline) {
        this.files = files;
        this.labels = labels;
        this.source = source;
        this.pipeline = pipeline;
    }

    /**
     * All pictures of a folder, by name; .png, .jpg, .bmp and .gif; sub-folders are left out.
     *
     * @throws BadDataException when the folder is missing or holds none
     */
    public static Images in(Path folder) {
        try (var entries = Files.list(folder)) {
            var files = entries.filter(Images::isPicture).sorted().toList();
            if (files.isEmpty()) {
                throw new BadDataException("The folder " + folder + " holds no pictures", "files " + ENDINGS, null);
            }
            return of(files, folder.getFileName().toString());
        } catch (IOException e) {
            throw new BadDataException(
                    "The folder " + folder + " cannot be read: " + e, "a folder", "check the path", e);
        }
    }

    /** These pictures, in this order. */
    public static Images of(List<Path> files) {
        return of(List.copyOf(files), "a list");
    }

    private static Images of(List<Path> files, String source) {
        return new Images(files, Map.of(), source, ImagePipeline.PLAIN);
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private Images with(ImagePipeline newPipeline) {
        return new Images(files, labels, source, newPipeline);
    }

    /**
     * Keeps the pictures that the table names, in its order, and labels them.
     *
     * @param table a CSV file whose first column holds file names and whose second holds labels
     * @throws BadDataException when the table names a picture that is not there
     */
    public Images labels(Path table) {
        return labels(Csv.read(table));
    }

    /**
     * As {@link #labels(Path)}, with a table that was read before, all of it or some rows:
     * {@code labels(csv("lines.csv").where("split", "validation"))}.
     */
    public Images labels(Csv table) {
        var columns = table.columns();
        if (columns.size() < 2) {
            throw new BadDataException(
                    table + " holds no labels", "a column of file names, then one of labels", "add the second column");
        }
        return labels(table.column(columns.get(0)), table.column(columns.get(1)), table.toString());
    }

    /** As {@link #labels(Path)}, with names and labels side by side. */
    public Images labels(List<String> names, List<String> texts) {
        return labels(names, texts, "the list of labels");
    }

    private Images labels(List<String> names, List<String> texts, String where) {
        if (names.size() != texts.size()) {
            throw new BadDataException(
                    where + " holds " + names.size() + " pictures and " + texts.size() + " labels",
                    "one label for each picture",
                    null);
        }
        Map<String, Path> byName = new java.util.HashMap<>();
        files.forEach(file -> byName.put(file.getFileName().toString(), file));
        Map<String, String> newLabels = new java.util.LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!byName.containsKey(names.get(i))) {
                throw new BadDataException(
                        where + " names the picture '" + names.get(i) + "', which is not there",
                        "a picture among those of " + source,
                        "nearest: " + octet.problem.Nearest.inWords(names.get(i), byName.keySet()));
            }
            newLabels.put(names.get(i), texts.get(i));
        }
        return new Images(names.stream().map(byName::get).toList(), newLabels, source, pipeline);
    }

    /** Scales every picture to this size in pixels, bilinear. */
    public Images resize(int height, int width) {
        positive(height, "height");
        positive(width, "width");
        return with(pipeline.resize(height, width));
    }

    /** Scales every picture to this height in pixels and keeps its proportions. */
    public Images height(int height) {
        return with(pipeline.resize(positive(height, "height"), ImagePipeline.PROPORTIONAL));
    }

    /** Scales every picture so that its shorter side has this many pixels, and keeps its proportions. */
    public Images shorterSide(int pixels) {
        return with(pipeline.shorterSide(positive(pixels, "length")));
    }

    /** Cuts this size in pixels out of the middle. */
    public Images centerCrop(int height, int width) {
        positive(height, "height");
        positive(width, "width");
        return with(pipeline.crop(height, width));
    }

    /** Subtracts {@code mean} from every value and divides by {@code deviation}; both on the scale from 0 to 255. */
    public Images normalize(double mean, double deviation) {
        return normalize(new double[] {mean, mean, mean}, new double[] {deviation, deviation, deviation});
    }

    /**
     * As {@link #normalize(double, double)} with one value a channel, in the order of the channels: three, or one for
     * {@link #gray}.
     */
    public Images normalize(double[] mean, double[] deviation) {
        if (mean.length != deviation.length || mean.length != 3 && mean.length != 1) {
            throw new BadSettingsException(
                    "There are " + mean.length + " means and " + deviation.length + " deviations",
                    "one value a channel of each",
                    null);
        }
        if (Arrays.stream(deviation).anyMatch(value -> value == 0 || !Double.isFinite(value))) {
            throw new BadSettingsException(
                    "A deviation is " + Arrays.toString(deviation), "numbers to divide by", null);
        }
        if (mean.length == 1) {
            return normalize(mean[0], deviation[0]);
        }
        return with(pipeline.normalize(mean, deviation));
    }

    /** Puts the channels in the order blue, green, red. */
    public Images bgr() {
        return with(pipeline.channels(ImagePipeline.Channels.BGR));
    }

    /** Keeps one channel, the luminance (ITU-R BT.601). */
    public Images gray() {
        return with(pipeline.channels(ImagePipeline.Channels.GRAY));
    }

    /** Lays a picture out as [1, height, width, channels]. */
    public Images nhwc() {
        return with(pipeline.channelsLast());
    }

    private static int positive(int pixels, String what) {
        if (pixels < 1) {
            throw new BadSettingsException("The " + what + " is " + pixels + " pixels", "at least 1", null);
        }
        return pixels;
    }

    @Override
    public Images take(long count) {
        Counts.notNegative(count);
        return of(files.stream().limit(count));
    }

    @Override
    public Images skip(long count) {
        Counts.notNegative(count);
        return of(files.stream().skip(count));
    }

    /** Reorders the pictures at random, the same way for the same seed. None is decoded for it. */
    @Override
    public Images shuffle(long seed) {
        List<Path> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, new Random(seed));
        return of(shuffled.stream());
    }

    private Images of(Stream<Path> newFiles) {
        return new Images(newFiles.toList(), labels, source, pipeline);
    }

    /**
     * A picture to look at: scaled and cropped as the model is fed with it, before channels are ordered and values are
     * normalised.
     *
     * @param name the file's name
     * @param label the right answer, {@code null} when unknown
     * @param pixels RGB
     */
    public record Picture(String name, String label, BufferedImage pixels) {}

    /** Decodes the first {@code count} pictures, or all if there are fewer, to be looked at. */
    public List<Picture> pictures(int count) {
        return files.stream().limit(count).map(this::picture).toList();
    }

    private Picture picture(Path file) {
        String name = file.getFileName().toString();
        return new Picture(name, labels.get(name), pipeline.picture(file));
    }

    @Override
    public Stream<Sample> open() {
        return files.stream().map(this::sample);
    }

    private Sample sample(Path file) {
        String name = file.getFileName().toString();
        return new Sample(name, Map.of("", pipeline.read(file)), labels.get(name));
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(files.size());
    }

    @Override
    public String describe() {
        return files.size() + " images from " + source + (labels.isEmpty() ? "" : ", labelled") + pipeline;
    }

    @Override
    public String toString() {
        return "Dataset: " + describe();
    }
}
