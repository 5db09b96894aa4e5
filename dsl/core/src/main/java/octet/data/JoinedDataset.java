package octet.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Datasets one behind the other; each is opened when it is its turn. */
record JoinedDataset(List<Dataset> parts) implements Dataset {

    JoinedDataset {
        parts = List.copyOf(parts);
    }

    static Dataset of(Dataset first, Dataset second) {
        List<Dataset> parts = new ArrayList<>();
        for (Dataset part : List.of(first, second)) {
            parts.addAll(part instanceof JoinedDataset joined ? joined.parts : List.of(part));
        }
        return new JoinedDataset(parts);
    }

    @Override
    public Stream<Sample> open() {
        var inTurn = new InTurn(parts.iterator());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(inTurn, Spliterator.ORDERED), false)
                .onClose(inTurn::close);
    }

    @Override
    public OptionalLong size() {
        return parts.stream().allMatch(part -> part.size().isPresent())
                ? OptionalLong.of(parts.stream()
                        .mapToLong(part -> part.size().getAsLong())
                        .sum())
                : OptionalLong.empty();
    }

    @Override
    public String describe() {
        return parts.stream().map(Dataset::describe).collect(Collectors.joining(" + "));
    }

    @Override
    public String toString() {
        return "Dataset: " + describe();
    }

    private static final class InTurn implements Iterator<Sample> {

        private final Iterator<Dataset> parts;
        private Stream<Sample> open = Stream.empty();
        private Iterator<Sample> samples = Collections.emptyIterator();

        InTurn(Iterator<Dataset> parts) {
            this.parts = parts;
        }

        @Override
        public boolean hasNext() {
            while (!samples.hasNext() && parts.hasNext()) {
                close();
                open = parts.next().open();
                samples = open.iterator();
            }
            return samples.hasNext();
        }

        @Override
        public Sample next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return samples.next();
        }

        void close() {
            open.close();
        }
    }
}
