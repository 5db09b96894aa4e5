package octet.data;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Samples, in a fixed order, read when they are needed. Immutable: every verb returns another dataset.
 *
 * <pre>{@code
 * var crops = images("photos/").resize(224, 224).normalize(127.5, 127.5);
 * var calibration = crops.shuffle(7).take(300);
 * }</pre>
 */
public interface Dataset {

    /** Opens the samples from the first; may be called any number of times. Close the stream when done. */
    Stream<Sample> open();

    /** Reads all samples into memory. */
    default List<Sample> toList() {
        try (var samples = open()) {
            return samples.toList();
        }
    }

    /** The number of samples where it is known without reading them. */
    OptionalLong size();

    /** What the dataset is, in a few words: {@code "80 images from lines/"}. */
    String describe();

    /** A dataset over a stream that can be opened any number of times. */
    static Dataset of(String description, OptionalLong size, Supplier<Stream<Sample>> samples) {
        return new StreamDataset(description, size, samples);
    }

    /** Changes every sample. */
    default Dataset map(Function<Sample, Sample> change) {
        return of(describe() + ", mapped", size(), () -> open().map(change));
    }

    /** Keeps the samples for which the rule holds. */
    default Dataset filter(Predicate<Sample> rule) {
        return of(describe() + ", filtered", OptionalLong.empty(), () -> open().filter(rule));
    }

    /** Keeps the first {@code count} samples, or all if there are fewer. */
    default Dataset take(long count) {
        Counts.notNegative(count);
        var newSize = size().isPresent() ? OptionalLong.of(Math.min(count, size().getAsLong())) : OptionalLong.empty();
        return of("first " + count + " of " + describe(), newSize, () -> open().limit(count));
    }

    /** Leaves out the first {@code count} samples. */
    default Dataset skip(long count) {
        Counts.notNegative(count);
        var newSize =
                size().isPresent() ? OptionalLong.of(Math.max(0, size().getAsLong() - count)) : OptionalLong.empty();
        return of(describe() + " after the first " + count, newSize, () -> open().skip(count));
    }

    /** These samples, then those of the other dataset. */
    default Dataset and(Dataset other) {
        return JoinedDataset.of(this, other);
    }

    /** Reorders the samples at random, the same way for the same seed. Holds references to all samples while open. */
    default Dataset shuffle(long seed) {
        return new ShuffledDataset(this, seed);
    }

    /** Joins each {@code size} samples along the first axis of every input; the last batch may be smaller. */
    default Dataset batch(int size) {
        return new BatchedDataset(this, size);
    }

    /** Gives every sample the label that the function finds for it. */
    default Dataset labels(Function<Sample, ?> labelOf) {
        return of(describe() + ", labelled", size(), () -> open().map(sample -> sample.label(labelOf.apply(sample))));
    }

    /**
     * Gives the samples these labels, in order.
     *
     * @throws octet.problem.BadDataException when there are more or fewer of them than samples; where the number of samples
     *     is not known, not before they are read
     */
    default Dataset labels(List<?> labels) {
        return LabelledDataset.of(this, labels);
    }
}
