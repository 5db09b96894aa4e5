package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenderTest {
    interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    @Test
    void value_withoutRenderer_hasReadableText() {
        assertThat(Render.of(null).plain()).isEqualTo("null");
        assertThat(Render.of(new double[][] {{1, 2.5}, {}}).plain()).isEqualTo("[[1.0, 2.5], []]");
        assertThat(Render.of(Map.of("a", new int[] {1})).plain()).isEqualTo("{a=[1]}");
        assertThat(Render.of("two\nlines").plain()).isEqualTo("two\nlines");
        assertThat(Render.of(List.of()).plain()).isEqualTo("[]");
    }

    @Test
    void longValue_isCutInWords() {
        assertThat(Render.of(IntStream.range(0, 1000).toArray()).plain()).endsWith("98, 99, … 900 more of 1000]");
    }

    @Test
    void deepValue_isCutInAll() {
        int[][][][] cube = new int[60][60][60][60];
        assertThat(Render.of(cube).plain().length()).isLessThan(50_000);
        assertThat(Render.of(cube).plain()).endsWith("more of 60]");
    }

    @Test
    void failingToString_isSaid() {
        Object bad = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("closed");
            }
        };
        assertThat(Render.of(bad).plain()).contains("its toString() failed").contains("closed");
    }

    @Test
    void selfContainingList_ends() {
        List<Object> list = new java.util.ArrayList<>();
        list.add(list);
        assertThat(Render.of(list).plain()).isEqualTo("[(this Collection)]");
        Map<String, Object> map = new java.util.HashMap<>(Map.of("list", list));
        list.add(map);
        map.put("map", map);
        assertThat(Render.of(list).plain()).contains("(this Collection)").contains("map=(this Map)");
        Object[] array = {1, null};
        array[1] = array;
        assertThat(Render.of(array).plain()).isEqualTo("[1, (this array)]");
    }

    @Test
    void mostSpecificRenderer_wins() {
        Renderers renderers = new Renderers();
        renderers.add(renderer(Object.class, "object"));
        renderers.add(renderer(Shape.class, "shape"));
        renderers.add(renderer(Circle.class, "circle"));
        assertThat(renderers.render(new Circle(1)).plain()).isEqualTo("circle");
        assertThat(renderers.render(new Square(1)).plain()).isEqualTo("shape");
        assertThat(renderers.render(1).plain()).isEqualTo("object");
        renderers.add(renderer(Circle.class, "later"));
        assertThat(renderers.render(new Circle(1)).plain()).isEqualTo("later");
    }

    @Test
    void failingRenderer_isSaidInText() {
        Renderers renderers = new Renderers();
        renderers.add(new Renderer<Circle>() {
            @Override
            public Class<Circle> type() {
                return Circle.class;
            }

            @Override
            public Rich render(Circle value) {
                throw new IllegalStateException("no font");
            }
        });
        assertThat(renderers.render(new Circle(3)).plain())
                .contains("Circle[radius=3]")
                .contains("no font");
    }

    @Test
    void only_namesTheFormsThereAre() {
        Rich rich = Rich.text("x").with("text/html", "y");
        assertThat(rich.only("text/html").data()).containsOnlyKeys("text/html", "text/plain");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rich.only("image/png"))
                .withMessageContaining("text/plain, text/html");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rich(Map.of("text/html", ""), Map.of()));
    }

    @Test
    void picture_isPngOfItsSize() {
        Rich rich = Render.of(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
        assertThat(rich.data().get("image/png")).startsWith("iVBOR");
        assertThat(rich.metadata().get("image/png")).containsEntry("width", 3).containsEntry("height", 2);
    }

    @Test
    void writtenMarkup_hasPlainText() {
        Rich rich = Notebook.render("<b>bold</b> &amp; more", "text/html");
        assertThat(rich.data()).containsEntry("text/html", "<b>bold</b> &amp; more");
        assertThat(rich.plain()).isEqualTo("bold & more");
    }

    private static <T> Renderer<T> renderer(Class<T> type, String text) {
        return new Renderer<>() {
            @Override
            public Class<T> type() {
                return type;
            }

            @Override
            public Rich render(T value) {
                return Rich.text(text);
            }
        };
    }
}
