package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.problem.BadDataException;
import org.junit.jupiter.api.Test;

class BindingTest {
    private static final ValueInfo PIXELS = new ValueInfo("pixels", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 2));
    private static final ValueInfo IDS = new ValueInfo("input_ids", DataType.INT64, null);
    private static final Binding TWO = new Binding(List.of(PIXELS, IDS));
    private static final Tensor FITS = Tensor.of(new float[4], 2, 2);

    private static void refused(Binding binding, Sample sample, String... message) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> binding.bind(sample, 7))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message));
    }

    @Test
    void namedTensors_areBoundInTheOrderOfTheInputs() {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("input_ids", Tensor.of(new long[1], 1));
        inputs.put("pixels", FITS);
        assertThat(TWO.bind(Sample.of(inputs), 0).keySet()).containsExactly("pixels", "input_ids");
    }

    @Test
    void aTensorWithoutName_goesToTheOnlyInput() {
        assertThat(new Binding(List.of(PIXELS)).bind(Sample.of(FITS), 0)).containsOnlyKeys("pixels");
        refused(TWO, Sample.of(FITS), "a tensor has no name", "'pixels' is missing", "'input_ids' is missing");
    }

    @Test
    void everythingThatDoesNotFit_isToldAtOnce_withSampleAndNearestName() {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("pixel", FITS);
        inputs.put("input_ids", Tensor.of(DataType.BOOL, new byte[1], 1));
        refused(
                TWO,
                new Sample("cat.png", inputs, null),
                "Sample 7 (cat.png) does not fit: 3 problems",
                "it has a tensor 'pixel', which is no input (nearest: 'pixels'",
                "the input 'pixels' is missing (found: [pixel, input_ids])",
                "the input 'input_ids' holds bool, not int64",
                "Expected: the inputs [pixels: float32 [?, 2], input_ids: int64]",
                "To do: correct the dataset");
    }

    @Test
    void anotherShape_isRefused_onAnyAxisThatIsNotDynamic() {
        var one = new Binding(List.of(PIXELS));
        refused(one, Sample.of(Tensor.of(new float[3], 1, 3)), "has the shape [1, 3], not [?, 2]");
        refused(one, Sample.of(Tensor.of(new float[2], 2)), "has the shape [2], not [?, 2]");
    }

    @Test
    void numbersThatAreNotFinite_areRefusedByPlace() {
        var one = new Binding(List.of(PIXELS));
        refused(one, Sample.of(Tensor.of(new float[] {0, Float.NaN}, 1, 2)), "'pixels' is not finite at element 1");
        refused(one, Sample.of(Tensor.of(new float[] {Float.NEGATIVE_INFINITY, 0}, 1, 2)), "at element 0");
    }

    @Test
    void otherWidths_areConverted_whereEveryNumberKeepsItsValue() {
        var sample = Sample.of(
                Map.of("pixels", Tensor.of(new double[] {0.1, 2}, 1, 2), "input_ids", Tensor.of(new int[] {7, -8}, 2)));
        assertThat(TWO.bind(sample, 0))
                .containsEntry("pixels", Tensor.of(new float[] {0.1f, 2}, 1, 2))
                .containsEntry("input_ids", Tensor.of(new long[] {7, -8}, 2));
        assertThat(TWO.conversions(sample))
                .containsExactly("'pixels' from float64 to float32", "'input_ids' from int32 to int64");
        var whole = Sample.of(Map.of(
                "pixels", Tensor.of(new long[] {1, 1 << 24}, 1, 2), "input_ids", Tensor.of(new double[] {3}, 1)));
        assertThat(TWO.bind(whole, 0))
                .containsEntry("pixels", Tensor.of(new float[] {1, 1 << 24}, 1, 2))
                .containsEntry("input_ids", Tensor.of(new long[] {3}, 1));
    }

    @Test
    void numbersThatWouldChange_areRefusedByPlaceAndValue() {
        var fractions = Sample.of(Map.of("pixels", FITS, "input_ids", Tensor.of(new float[] {1, 1.5f}, 2)));
        refused(TWO, fractions, "'input_ids' holds float32, not int64, and element 1 is 1.5, which does not fit");
        var one = new Binding(List.of(PIXELS));
        refused(one, Sample.of(Tensor.of(new double[] {1e300, 0}, 1, 2)), "element 0 is 1.0E300");
        refused(one, Sample.of(Tensor.of(new long[] {0, (1 << 24) + 1}, 1, 2)), "element 1 is 16777217");
        refused(one, Sample.of(Tensor.of(new long[] {Long.MAX_VALUE, 0}, 1, 2)), "element 0 is 9223372036854775807");
        refused(one, Sample.of(Tensor.of(DataType.UINT8, new byte[2], 1, 2)), "holds uint8, not float32");
        var ids = new Binding(List.of(IDS));
        refused(ids, Sample.of(Tensor.of(new double[] {0x1p63}, 1)), "element 0 is 9.22");
    }

    @Test
    void halves_areFedToFloats_andFloatsToHalves() {
        Tensor half = Tensor.of(DataType.FLOAT16, new short[] {0x3C00, (short) 0xC000}, 1, 2);
        Tensor single = Tensor.of(new float[] {1, -2}, 1, 2);
        assertThat(new Binding(List.of(PIXELS)).bind(Sample.of(half), 0)).containsEntry("pixels", single);
        var halves = new Binding(List.of(new ValueInfo("h", DataType.FLOAT16, null)));
        assertThat(halves.bind(Sample.of(single), 0)).containsEntry("h", half);
        refused(halves, Sample.of(Tensor.of(new float[] {65520}, 1)), "element 0 is 65520.0");
    }

    @Test
    void percentSignsInNames_areOnlyText() {
        refused(TWO, Sample.of(Map.of("100%s%d", FITS)), "'100%s%d'");
    }
}
