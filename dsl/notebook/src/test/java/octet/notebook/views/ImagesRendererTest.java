package octet.notebook.views;

import static octet.notebook.views.ToyFormat.HOSTILE;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import octet.data.Images;
import octet.notebook.Render;
import octet.notebook.Rich;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesRendererTest {
    private static final Pattern PICTURE = Pattern.compile("src=\"data:image/jpeg;base64,([^\"]+)\"");

    @TempDir
    private Path folder;

    private Images pictures(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var picture = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(picture, "png", folder.resolve("p" + i + ".png").toFile());
        }
        return Images.in(folder);
    }

    @Test
    void first_areShownSmall_withTheirLabels() throws IOException {
        Rich rich = Render.of(pictures(8).labels(List.of("p7.png", "p3.png"), List.of("seven" + HOSTILE, "three")));
        String html = rich.data().get(Rich.HTML);
        assertThat(html)
                .contains("seven&lt;img", "three", "First sample p7.png")
                .doesNotContain("<img src=x");
        var picture = PICTURE.matcher(html);
        assertThat(picture.find()).isTrue();
        byte[] jpeg = Base64.getDecoder().decode(picture.group(1));
        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)))
                .extracting(BufferedImage::getWidth, BufferedImage::getHeight)
                .containsExactly(192, 96);
        assertThat(rich.plain()).startsWith("Dataset: 2 images");
    }

    @Test
    void many_areShownInPart() throws IOException {
        String html = Render.of(pictures(8)).data().get(Rich.HTML);
        assertThat(PICTURE.matcher(html).results()).hasSize(6);
    }

    @Test
    void broken_isSaid() throws IOException {
        Files.writeString(folder.resolve("a.png"), "no picture");
        assertThat(Render.of(pictures(1)).data().get(Rich.HTML))
                .contains("Warning", "The first pictures cannot be read", "is not a picture");
    }
}
