package octet.notebook.views;

import octet.data.Tensor;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows a tensor: its type and shape, and what its numbers are like. */
public final class TensorRenderer implements Renderer<Tensor> {
    /** For {@link java.util.ServiceLoader}. */
    public TensorRenderer() {}

    @Override
    public Class<Tensor> type() {
        return Tensor.class;
    }

    @Override
    public Rich render(Tensor tensor) {
        var numbers = Numbers.of(tensor);
        Card card = new Card(tensor.toString())
                .fact("range", numbers.range())
                .fact("mean", numbers.mean())
                .fact("first", numbers.first());
        return Rich.html(card.html(), Words.of(tensor));
    }
}
