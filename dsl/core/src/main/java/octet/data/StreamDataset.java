package octet.data;

import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A dataset over a supplier of streams. */
record StreamDataset(String describe, OptionalLong size, Supplier<Stream<Sample>> samples) implements Dataset {

    @Override
    public Stream<Sample> open() {
        return samples.get();
    }

    @Override
    public String toString() {
        return "Dataset: " + describe;
    }
}
