package octet.notebook.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import octet.notebook.Render;
import octet.notebook.Rich;
import org.junit.jupiter.api.Test;

class ValueRendererTest {
    record Layer(String name, double drop, int bits) {}

    record Bound(double most) {
        @Override
        public String toString() {
            return "at most " + most;
        }
    }

    record Secret(int[] data) {}

    @Test
    void shortSequences_andSingleValues_stayText() {
        for (Object value : List.of(1, "text", new int[] {1, 2}, List.of("a", "b"), List.of(), Map.of(), 'c', true)) {
            assertThat(Render.of(value).isMoreThanText()).as(value.toString()).isFalse();
        }
    }

    @Test
    void longNumbers_areAGridWithWhatTheyAreLike() {
        double[] numbers = IntStream.range(0, 1234).mapToDouble(i -> i / 4.0).toArray();
        assertThat(cells(numbers))
                .startsWith("", "+0", "+1", "+2", "+3", "+4", "+5", "+6", "+7", "+8", "+9", "0", "0.00", "0.25")
                .contains("1184", "308.25", "…")
                .hasSize(11 * 12);
        assertThat(html(numbers))
                .contains("double[1,234] · from 0 to 308.25, mean 154.13 · 1,134 between them are hidden");
        List<Integer> few = IntStream.range(0, 25).boxed().toList();
        assertThat(cells(few)).endsWith("20", "20", "21", "22", "23", "24", "", "", "", "", "");
    }

    @Test
    void longTexts_areALineEach() {
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> "<b>" + i).toList();
        assertThat(html(texts)).contains("&lt;b&gt;49").contains("List of 50").contains("30 rows are hidden");
        assertThat(html(new LinkedList<>(texts))).as("only its beginning").doesNotContain("&lt;b&gt;49");
        assertThat(html(new HashSet<>(texts))).contains("HashSet of 50");
    }

    @Test
    void grids_areTables_jaggedOnesToo() {
        assertThat(cells(new int[][] {{1, 2, 3}, {4, 5, 6}}))
                .containsExactly("", "0", "1", "2", "0", "1", "2", "3", "1", "4", "5", "6");
        assertThat(html(new int[][] {{1, 2, 3}, {4, 5, 6}})).contains("int[][2] of int[3]");
        assertThat(cells(new double[][] {{1}, {}, {2, 0.5}}))
                .containsExactly("", "0", "1", "0", "1", "", "1", "", "", "2", "2", "0.5");
        assertThat(cells(List.of(List.of("a"), List.of("b")))).containsExactly("", "0", "0", "a", "1", "b");
        int[][] large = new int[500][300];
        assertThat(html(large).length()).isLessThan(100_000);
        assertThat(html(large)).contains("280 columns are hidden").contains("480 rows are hidden");
        assertThat(html(new int[2][2][2])).contains("[0, 0]");
    }

    @Test
    void records_areATable() {
        List<Layer> layers = List.of(new Layer("conv", 0.123456789, 8), new Layer("gemm", 2, 4));
        assertThat(cells(layers))
                .containsExactly("", "name", "drop", "bits", "0", "conv", "0.1235", "8", "1", "gemm", "2.0000", "4");
        assertThat(cells(layers.get(0)))
                .containsExactly("component", "value", "name", "conv", "drop", "0.12346", "bits", "8");
        assertThat(Render.of(layers.get(1)).plain()).isEqualTo("Layer[name=gemm, drop=2.0, bits=4]");
        assertThat(cells(layers.toArray())).contains("conv");
        assertThat(Render.of(new Bound(2)).isMoreThanText())
                .as("has words of its own")
                .isFalse();
        assertThat(cells(new Secret(new int[] {7}))).contains("[7]");
    }

    @Test
    void maps_areEntries_andSeveralATable() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bits", 8);
        map.put("scheme", null);
        assertThat(cells(map)).containsExactly("key", "value", "bits", "8", "scheme", "null");
        assertThat(Render.of(map).plain()).isEqualTo("{bits=8, scheme=null}");
        assertThat(cells(List.of(map, Map.of("zero", 1))))
                .containsExactly("", "bits", "scheme", "zero", "0", "8", "null", "", "1", "", "", "1");
        Map<Integer, Integer> large = IntStream.range(0, 99).boxed().collect(Collectors.toMap(i -> i, i -> i));
        assertThat(html(large)).contains("HashMap of 99").contains("79 are hidden");
    }

    @Test
    void optional_isWhatItHolds() {
        assertThat(Render.of(Optional.empty()).data()).containsOnlyKeys(Rich.PLAIN);
        assertThat(Render.of(Optional.of(new BufferedImage(2, 2, 1))).data()).containsKey("image/png");
        assertThat(Render.of(Optional.of(5)).plain()).isEqualTo("Optional[5]");
    }

    @Test
    void throwable_hasCausesAndAFoldedStack() {
        Exception thrown = new IllegalStateException("high <i>", new java.io.IOException("low"));
        assertThat(html(thrown))
                .contains("high &lt;i&gt;")
                .contains("Caused by ")
                .contains("java.io.IOException")
                .contains("<details")
                .contains("at octet.notebook.values.ValueRendererTest");
        assertThat(Render.of(thrown).plain()).isEqualTo("java.lang.IllegalStateException: high <i>");
        Exception ring = new Exception("a");
        ring.initCause(new Exception("b", ring));
        assertThat(html(ring)).contains("Caused by ");
    }

    @Test
    void whatContainsItself_ends() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        list.add(new Object[] {list});
        assertThat(html(list)).contains("(this Collection)");
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("me", map);
        assertThat(html(map)).contains("(this Map)");
    }

    @Test
    void collectionThatFails_isText() {
        Collection<Object> broken = new java.util.AbstractList<>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("gone");
            }

            @Override
            public int size() {
                return 3;
            }
        };
        assertThat(Render.of(broken).plain()).contains("gone");
        assertThat(Render.of(Arrays.asList(broken, broken)).plain()).contains("gone");
    }

    private static String html(Object value) {
        String html = Render.of(value).data().get(Rich.HTML);
        assertThat(html).as(Render.of(value).plain()).isNotNull();
        return html;
    }

    /** The cells of the table, in reading order. */
    private static List<String> cells(Object value) {
        return java.util.regex.Pattern.compile("<t[hd](?: [^>]*)?>([^<]*)<")
                .matcher(html(value))
                .results()
                .map(cell -> cell.group(1))
                .toList();
    }
}
