package octet.notebook.views;

import java.util.List;
import java.util.Map;
import octet.data.Sample;
import octet.data.Tensor;
import octet.notebook.Html;

/** The inputs of a sample as a table. */
final class Inputs {
    private Inputs() {}

    private record Input(String name, Tensor tensor, Numbers numbers) {}

    static Html html(String caption, Sample sample) {
        List<Input> inputs = sample.inputs().entrySet().stream().map(Inputs::of).toList();
        return new RowTable<>(caption, inputs)
                .text("input", Input::name)
                .text("type", input -> input.tensor().type().toString())
                .text("shape", input -> input.tensor().shape().toString())
                .text("range", input -> input.numbers().range())
                .text("mean", input -> input.numbers().mean())
                .html();
    }

    private static Input of(Map.Entry<String, Tensor> entry) {
        String name = entry.getKey().isEmpty() ? "(the only one)" : entry.getKey();
        return new Input(name, entry.getValue(), Numbers.of(entry.getValue()));
    }
}
