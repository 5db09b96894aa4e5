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
        inputs.put("input_ids", Tensor.of(new float[1], 1));
        refused(
                TWO,
                new Sample("cat.png", inputs, null),
                "Sample 7 (cat.png) does not fit: 3 problems",
                "it has a tensor 'pixel', which is no input (nearest: 'pixels'",
                "the input 'pixels' is missing (found: [pixel, input_ids])",
                "the input 'input_ids' holds float32, not int64",
                "Expected: the inputs [pixels: float32 [?, 2], input_ids: int64]",
                "To do: change the dataset with map()");
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
    void percentSignsInNames_areOnlyText() {
        refused(TWO, Sample.of(Map.of("100%s%d", FITS)), "'100%s%d'");
    }
}
