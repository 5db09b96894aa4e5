package octet.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import octet.problem.BadDataException;

/** See {@link Dataset#labels(List)}. */
final class LabelledDataset {

    private LabelledDataset() {}

    static Dataset of(Dataset data, List<?> labels) {
        List<?> copy = Collections.unmodifiableList(new ArrayList<>(labels));
        if (data.size().isPresent() && data.size().getAsLong() != copy.size()) {
            throw wrong(copy.size(), String.valueOf(data.size().getAsLong()), data);
        }
        return Dataset.of(data.describe() + ", labelled", data.size(), () -> {
            Stream<Sample> samples = data.open();
            var iterator = new Labelled(samples.iterator(), copy, data);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false)
                    .onClose(samples::close);
        });
    }

    private static BadDataException wrong(int labels, String samples, Dataset data) {
        return new BadDataException(
                labels + " labels for " + samples + " samples (" + data.describe() + ")",
                "one label a sample",
                "look at how the labels were read, or cut both with take() and subList()");
    }

    private static final class Labelled implements Iterator<Sample> {
        private final Iterator<Sample> samples;
        private final List<?> labels;
        private final Dataset data;
        private int next;

        Labelled(Iterator<Sample> samples, List<?> labels, Dataset data) {
            this.samples = samples;
            this.labels = labels;
            this.data = data;
        }

        @Override
        public boolean hasNext() {
            boolean more = samples.hasNext();
            if (more && next == labels.size()) {
                throw wrong(labels.size(), "more than " + next, data);
            }
            if (!more && next < labels.size()) {
                throw wrong(labels.size(), String.valueOf(next), data);
            }
            return more;
        }

        @Override
        public Sample next() {
            return samples.next().label(labels.get(next++));
        }
    }
}
