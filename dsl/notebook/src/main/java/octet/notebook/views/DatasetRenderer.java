package octet.notebook.views;

import octet.data.Dataset;
import octet.data.Sample;
import octet.notebook.Html;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows a dataset: what it is, and its first sample, which is read for that. */
public final class DatasetRenderer implements Renderer<Dataset> {
    /** For {@link java.util.ServiceLoader}. */
    public DatasetRenderer() {}

    @Override
    public Class<Dataset> type() {
        return Dataset.class;
    }

    @Override
    public Rich render(Dataset data) {
        Card card = new Card(data.describe());
        data.size().ifPresent(size -> card.fact("samples", String.valueOf(size)));
        card.add(first(data));
        return Rich.html(card.html(), Words.of(data));
    }

    /** A dataset runs code of its author, which may fail; that is worth knowing before a calibration begins. */
    static Html first(Dataset data) {
        try (var samples = data.open()) {
            return samples.findFirst().map(DatasetRenderer::html).orElse(Html.of("It has no samples."));
        } catch (RuntimeException failure) {
            return Html.of("Its first sample cannot be read: " + failure.getMessage());
        }
    }

    private static Html html(Sample sample) {
        String label = sample.label() == null ? "no label" : "label " + Words.line(sample.label());
        String name = sample.id().isEmpty() ? "" : " " + sample.id();
        return Inputs.html("First sample" + name + ", " + label, sample);
    }
}
