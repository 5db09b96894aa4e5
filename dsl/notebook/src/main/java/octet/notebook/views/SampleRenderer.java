package octet.notebook.views;

import octet.data.Sample;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows a sample: its inputs and its label. */
public final class SampleRenderer implements Renderer<Sample> {
    /** For {@link java.util.ServiceLoader}. */
    public SampleRenderer() {}

    @Override
    public Class<Sample> type() {
        return Sample.class;
    }

    @Override
    public Rich render(Sample sample) {
        Card card = new Card(sample.id().isEmpty() ? "Sample" : sample.id());
        if (sample.label() != null) {
            card.fact("label", Words.line(sample.label()));
        }
        return Rich.html(card.add(Inputs.html("", sample)).html(), Words.of(sample));
    }
}
