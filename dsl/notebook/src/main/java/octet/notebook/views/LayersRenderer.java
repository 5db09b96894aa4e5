package octet.notebook.views;

import octet.notebook.Renderer;
import octet.notebook.Rich;
import octet.report.Layer;
import octet.report.Layers;

/** Shows the operations of a quantized model, each with how it is quantized or why not. */
public final class LayersRenderer implements Renderer<Layers> {
    /** A longer bar would tell nobody more. */
    private static final double MOST_DECIBELS = 60;

    /** For {@link java.util.ServiceLoader}. */
    public LayersRenderer() {}

    @Override
    public Class<Layers> type() {
        return Layers.class;
    }

    @Override
    public Rich render(Layers layers) {
        String caption = layers.quantized().size() + " of " + layers.size() + " operations in int8";
        var table = new RowTable<>(caption, layers)
                .text("operation", Layer::name)
                .text("type", Layer::type)
                .text("int8", layer -> layer.quantized() ? "✓" : "")
                .bars("output dB", Layer::outputSqnr, MOST_DECIBELS)
                .percents("noise", Layer::noiseShare)
                .text("integers", Layer::integers)
                .text("input range", layer -> Words.range(layer.input()))
                .numbers("scale", Layer::scale)
                .numbers("zero point", layer -> layer.input() == null ? Double.NaN : layer.zeroPoint())
                .tenths("input dB", Layer::inputSqnr)
                .tenths("weights dB", Layer::weightSqnr)
                .text("how or why", Layer::how)
                .hidden("table(layers)")
                .note("output dB: what is left of the signal in the int8 model; noise: its share in the outputs' noise")
                .note("also: .worst(), .suggest(), .quantized(), .inFloat(), plot(layers)");
        return Rich.html(table.html(), Words.of(layers));
    }
}
