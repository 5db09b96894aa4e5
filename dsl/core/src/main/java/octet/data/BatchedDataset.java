package octet.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import octet.problem.BadDataException;
import octet.problem.BadSettingsException;

/** A dataset whose samples are joined in groups; the label of a group is the list of its samples' labels. */
record BatchedDataset(Dataset source, int batch) implements Dataset {

    BatchedDataset {
        if (batch < 1) {
            throw new BadSettingsException("The batch size is " + batch, "a number of at least 1", null);
        }
    }

    @Override
    public Stream<Sample> open() {
        var samples = source.open();
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(new Groups(samples.iterator()), Spliterator.ORDERED), false)
                .onClose(samples::close);
    }

    @Override
    public OptionalLong size() {
        return source.size().isPresent()
                ? OptionalLong.of((source.size().getAsLong() + batch - 1) / batch)
                : OptionalLong.empty();
    }

    @Override
    public String describe() {
        return source.describe() + ", in batches of " + batch;
    }

    @Override
    public String toString() {
        return "Dataset: " + describe();
    }

    private final class Groups implements Iterator<Sample> {

        private final Iterator<Sample> samples;

        Groups(Iterator<Sample> samples) {
            this.samples = samples;
        }

        @Override
        public boolean hasNext() {
            return samples.hasNext();
        }

        @Override
        public Sample next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Sample> group = new ArrayList<>(batch);
            while (group.size() < batch && samples.hasNext()) {
                group.add(samples.next());
            }
            return join(group);
        }

        private Sample join(List<Sample> group) {
            Sample first = group.get(0);
            for (Sample other : group) {
                if (!other.inputs().keySet().equals(first.inputs().keySet())) {
                    throw doesNotFit(
                            first,
                            other.inputs().keySet() + " beside "
                                    + first.inputs().keySet(),
                            null);
                }
            }
            Map<String, Tensor> joined = new LinkedHashMap<>();
            for (String name : first.inputs().keySet()) {
                try {
                    joined.put(
                            name,
                            Tensor.concat(group.stream()
                                    .map(s -> s.inputs().get(name))
                                    .toList()));
                } catch (IllegalArgumentException e) {
                    throw doesNotFit(first, e.getMessage(), e);
                }
            }
            List<Object> labels = new ArrayList<>();
            group.forEach(sample -> labels.add(sample.label()));
            return new Sample(first.id(), joined, labels.stream().allMatch(l -> l == null) ? null : labels);
        }

        private static BadDataException doesNotFit(Sample first, String why, Throwable cause) {
            return new BadDataException(
                    "The samples from '" + first.id() + "' on do not fit into one batch: " + why,
                    "the same inputs, types and shapes but for the first axis",
                    "resize or pad them, or leave batch() out",
                    cause);
        }
    }
}
