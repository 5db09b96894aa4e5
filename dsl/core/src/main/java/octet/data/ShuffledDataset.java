package octet.data;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dataset in an order drawn from a seed. */
record ShuffledDataset(Dataset source, long seed) implements Dataset {

    @Override
    public Stream<Sample> open() {
        try (var samples = source.open()) {
            var all = samples.collect(Collectors.toList());
            Collections.shuffle(all, new Random(seed));
            return all.stream();
        }
    }

    @Override
    public OptionalLong size() {
        return source.size();
    }

    @Override
    public String describe() {
        return source.describe() + ", shuffled with seed " + seed;
    }

    @Override
    public String toString() {
        return "Dataset: " + describe();
    }
}
