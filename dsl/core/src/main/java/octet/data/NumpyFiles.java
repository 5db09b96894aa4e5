package octet.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.problem.BadDataException;
import octet.problem.Problems;

/** Datasets from NumPy's {@code .npy} and {@code .npz} files. The arrays are held in memory; samples are cut from them. */
public final class NumpyFiles {

    private static final String EXPECTED = "a file written by numpy.save or numpy.savez";

    private NumpyFiles() {}

    /**
     * Reads all arrays of an {@code .npz} file by name, or the one array of an {@code .npy} file under the empty name.
     *
     * @throws BadDataException when the file is missing, corrupt, or holds Python objects
     */
    public static Map<String, Tensor> arrays(Path file) {
        check(file);
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        try {
            if (!isZip(file)) {
                try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                    return Map.of("", Npy.read(file.getFileName().toString(), in));
                }
            }
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    String name = entry.getName().replaceFirst("\\.npy$", "");
                    String source = file.getFileName() + " (array '" + name + "')";
                    if (arrays.put(name, Npy.read(source, new BufferedInputStream(zip.getInputStream(entry))))
                            != null) {
                        throw new BadDataException(source + " is there twice", "one array of each name", null);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // The latter is what the archive's reader throws at a name that is not UTF-8.
            throw new BadDataException(
                    "The file " + file + " cannot be read: " + e.getMessage(), EXPECTED, "write the file again", e);
        }
        if (arrays.isEmpty()) {
            throw new BadDataException(
                    "The file " + file + " holds no arrays",
                    "one array for each model input",
                    "write it with numpy.savez");
        }
        return arrays;
    }

    /**
     * Checks that the file is there, before long work is done for it; its contents are not read.
     *
     * @throws BadDataException when the file is missing or no regular file
     */
    public static void check(Path file) {
        DataFiles.check(file, EXPECTED);
    }

    private static boolean isZip(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    /**
     * The samples for a model with these inputs: one array an input, rows along the first axis dealt out in groups of
     * the input's fixed first dimension, or one by one where that is dynamic.
     *
     * @throws BadDataException when the file is missing or corrupt, or its arrays do not fit the inputs
     */
    public static Dataset samples(Path file, List<ValueInfo> inputs) {
        Map<String, Tensor> arrays = arrays(file);
        if (arrays.size() == 1 && inputs.size() == 1 && arrays.containsKey("")) {
            arrays = Map.of(inputs.get(0).name(), arrays.get(""));
        }
        String source = file.getFileName().toString();
        ArrayChecks.check(source, arrays, inputs);
        Map<String, Integer> rows = new HashMap<>();
        for (ValueInfo input : inputs) {
            boolean isFixed = input.shape() != null
                    && input.shape().rank() > 0
                    && input.shape().dim(0) > 0;
            rows.put(input.name(), isFixed ? Math.toIntExact(input.shape().dim(0)) : 1);
        }
        return dealt(source, arrays, rows::get);
    }

    /**
     * Deals the rows of all arrays out into samples.
     *
     * @param source what the arrays are, for messages
     * @param rowsPerSample how many rows along the first axis of the array of this name make one sample
     * @throws BadDataException when the arrays give different numbers of samples, none, or a part of one
     */
    public static Dataset dealt(String source, Map<String, Tensor> arrays, ToIntFunction<String> rowsPerSample) {
        var problems = new Problems();
        Map<String, Long> counts = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            Shape shape = array.shape();
            if (shape.rank() == 0) {
                problems.add("the array '%s' is a single number; its first axis should number the samples", name);
                return;
            }
            int rows = rowsPerSample.applyAsInt(name);
            if (shape.dim(0) % rows != 0) {
                problems.add(
                        "the array '%s' has %d rows, which do not divide into groups of %d, the model's fixed first"
                                + " dimension",
                        name, shape.dim(0), rows);
            }
            counts.put(name, shape.dim(0) / rows);
        });
        if (counts.values().stream().distinct().count() > 1) {
            problems.add("the arrays give different numbers of samples: %s", counts);
        }
        problems.throwIfAny(found -> new BadDataException(
                source + ": " + found,
                "the same number of samples from every array",
                "cut the arrays to a common length"));
        int size = Math.toIntExact(counts.values().iterator().next());
        return Dataset.of(
                source,
                OptionalLong.of(size),
                () -> IntStream.range(0, size).mapToObj(i -> sample(arrays, rowsPerSample, i)));
    }

    private static Sample sample(Map<String, Tensor> arrays, ToIntFunction<String> rowsPerSample, int index) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            int rows = rowsPerSample.applyAsInt(name);
            inputs.put(name, array.rows(index * rows, (index + 1) * rows));
        });
        return new Sample("row " + index, inputs, null);
    }

    /** A dataset with one sample a row, its first axis kept with the length 1. */
    public static Dataset rows(Path file) {
        return dealt(file.getFileName().toString(), arrays(file), name -> 1);
    }

    /**
     * The whole numbers of an {@code .npy} file, such as the classes of samples.
     *
     * @throws BadDataException when the file is missing, corrupt, or holds something else
     */
    public static List<Long> numbers(Path file) {
        Map<String, Tensor> arrays = arrays(file);
        Tensor array = arrays.values().iterator().next();
        Buffer buffer = array.type().isFloating() ? null : array.buffer();
        int count = buffer == null ? 0 : buffer.remaining();
        if (arrays.size() > 1 || buffer == null || !(buffer instanceof LongBuffer || buffer instanceof IntBuffer)) {
            throw new BadDataException(
                    "The file " + file + " holds " + arrays,
                    "one array of int64 or int32",
                    "write it with numpy.save(file, labels.astype('int64'))");
        }
        return IntStream.range(0, count)
                .mapToObj(i -> buffer instanceof LongBuffer longs ? longs.get(i) : ((IntBuffer) buffer).get(i))
                .map(Number::longValue)
                .toList();
    }
}
