package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import octet.problem.BadDataException;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
    @TempDir
    private Path folder;

    /** Two pictures of 4×2 pixels: a.png is red, b.png blue. */
    @BeforeEach
    void draw() throws IOException {
        draw("a.png", 0xFF0000);
        draw("b.png", 0x0000FF);
        Files.writeString(folder.resolve("labels.csv"), "file,text\nb.png,blue\na.png,red\n");
    }

    private void draw(String name, int color) throws IOException {
        var image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 8; i++) {
            image.setRGB(i % 4, i / 4, color);
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private static Tensor first(Images images) {
        return images.toList().get(0).tensor();
    }

    private static void refused(Dataset data, String... message) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(data::toList)
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message));
    }

    @Test
    void aFolder_isReadByName_otherFilesLeftOut() {
        var samples = Images.in(folder).toList();
        assertThat(samples).extracting(Sample::id).containsExactly("a.png", "b.png");
        assertThat(samples.get(0).tensor().shape()).hasToString("[1, 3, 2, 4]");
        assertThat(samples.get(0).tensor().floats()).startsWith(255, 255).endsWith(0, 0);
    }

    @Test
    void channels_areOrderedAsAsked() {
        Images images = Images.in(folder);
        assertThat(first(images.bgr()).floats()).startsWith(0, 0).endsWith(255, 255);
        assertThat(first(images.nhwc()).floats()).startsWith(255, 0, 0, 255, 0, 0);
        assertThat(first(images.nhwc()).shape()).hasToString("[1, 2, 4, 3]");
        assertThat(first(images.gray()).shape()).hasToString("[1, 1, 2, 4]");
        assertThat(first(images.gray()).floats()[0]).isEqualTo((float) (0.299 * 255));
    }

    @Test
    void sizes_areReachedByEveryVerb() {
        Images images = Images.in(folder);
        assertThat(first(images.resize(3, 5)).shape()).hasToString("[1, 3, 3, 5]");
        assertThat(first(images.height(8)).shape()).hasToString("[1, 3, 8, 16]");
        assertThat(first(images.shorterSide(6)).shape()).hasToString("[1, 3, 6, 12]");
        assertThat(first(images.shorterSide(6).centerCrop(6, 4)).shape()).hasToString("[1, 3, 6, 4]");
        assertThat(first(images.resize(1, 1)).shape()).hasToString("[1, 3, 1, 1]");
    }

    @Test
    void normalize_worksChannelByChannel() {
        Images images = Images.in(folder);
        assertThat(first(images.normalize(127.5, 127.5)).floats()).startsWith(1).endsWith(-1);
        var byChannel = images.normalize(new double[] {255, 10, 0}, new double[] {1, 10, 1});
        assertThat(first(byChannel).floats()).startsWith(0).contains(-1).endsWith(0);
    }

    @Test
    void normalize_withTheWrongNumberOfChannels_orByZero_isRefusedAtOnce() {
        Images images = Images.in(folder);
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> images.normalize(new double[] {1, 2}, new double[] {1, 2}))
                .withMessageContaining("one value a channel");
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> images.normalize(new double[3], new double[1]));
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> images.normalize(1, 0))
                .withMessageContaining("deviation");
        assertThat(first(images.gray().normalize(new double[] {0}, new double[] {255}))
                        .floats()[0])
                .isEqualTo((float) 0.299);
    }

    @Test
    void aTable_ordersAndLabels() {
        var samples = Images.in(folder).labels(folder.resolve("labels.csv")).toList();
        assertThat(samples).extracting(Sample::id).containsExactly("b.png", "a.png");
        assertThat(samples).extracting(Sample::label).containsExactly("blue", "red");
    }

    @Test
    void aTableThatDoesNotFit_isRefused() throws IOException {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Images.in(folder).labels(List.of("c.png"), List.of("green")))
                .withMessageContaining("'c.png', which is not there")
                .withMessageContaining("nearest: 'a.png'");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Images.in(folder).labels(List.of("a.png", "b.png"), List.of("red")))
                .withMessageContaining("2 pictures and 1 labels");
        Path names = Files.writeString(folder.resolve("names.csv"), "file\na.png\n");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Images.in(folder).labels(names))
                .withMessageContaining("no labels");
    }

    @Test
    void cutsAndShuffles_decodeNothing() throws IOException {
        Files.writeString(folder.resolve("c.png"), "no picture");
        Images images = Images.in(folder);
        assertThat(images.take(2).toList()).hasSize(2);
        assertThat(images.shuffle(1).filter(sample -> false).size()).isEmpty();
        assertThat(images.skip(2).size()).hasValue(1);
        refused(images.skip(2), "c.png is not a picture", "PNG");
    }

    @Test
    void anEmptyFolder_orNone_isRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Images.in(empty))
                .withMessageContaining("holds no pictures");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Images.in(folder.resolve("none")))
                .withMessageContaining("cannot be read");
    }

    @Test
    void aPictureCutOff_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("a.png"));
        Path cut = Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        refused(Images.of(List.of(cut)), "cut.png cannot be decoded");
    }

    @Test
    void aSmallFileWithAHugePicture_isNotDecoded() throws IOException {
        Path bomb = Files.write(folder.resolve("bomb.png"), pngHeader(60_000, 60_000));
        refused(Images.of(List.of(bomb)), "bomb.png has 3600000000 pixels", "at most 100000000");
    }

    private static byte[] pngHeader(int width, int height) throws IOException {
        var header = new ByteArrayOutputStream();
        var fields = new DataOutputStream(header);
        fields.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.toByteArray());
        var file = new ByteArrayOutputStream();
        var out = new DataOutputStream(file);
        out.writeLong(0x89504E470D0A1A0AL);
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        return file.toByteArray();
    }

    @Test
    void aCropLargerThanThePicture_isRefused() {
        refused(Images.in(folder).centerCrop(3, 3), "a.png has 2×4 pixels", "3×3");
    }

    @Test
    void sizesBelowOne_areRefusedAtOnce() {
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> Images.in(folder).resize(0, 3))
                .withMessageContaining("height is 0 pixels");
    }

    @Test
    void cutAndShuffledPictures_stayPictures() throws IOException {
        Images images = Images.in(folder).labels(folder.resolve("labels.csv"));
        assertThat(images.skip(1).pictures(5)).extracting(Images.Picture::name).containsExactly("a.png");
        assertThat(images.take(1).pictures(5)).extracting(Images.Picture::label).containsExactly("blue");
        Dataset samples = Dataset.of("the same", images.size(), images::open);
        assertThat(images.shuffle(3).toList())
                .extracting(Sample::id)
                .isEqualTo(samples.shuffle(3).toList().stream().map(Sample::id).toList());
    }

    @Test
    void picturesToLookAt_areScaledAndCropped_inTheirOwnColours() {
        var picture = Images.in(folder)
                .resize(8, 16)
                .centerCrop(4, 4)
                .bgr()
                .normalize(127.5, 127.5)
                .pictures(1)
                .get(0);
        assertThat(picture.pixels().getWidth()).isEqualTo(4);
        assertThat(picture.pixels().getRGB(1, 1)).isEqualTo(0xFFFF0000);
        assertThat(picture.label()).isNull();
    }

    @Test
    void rowsOfATable_labelPictures() throws IOException {
        Csv table = Csv.read(folder.resolve("labels.csv"));
        assertThat(Images.in(folder).labels(table.where("text", "red")).toList())
                .extracting(Sample::id, Sample::label)
                .containsExactly(tuple("a.png", "red"));
    }
}
