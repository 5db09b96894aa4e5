package octet.archive;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import octet.calibration.BoundedInput;
import octet.calibration.StatisticsFormat;
import octet.calibration.TapStatistics;
import octet.data.Digest;
import octet.data.Tensor;

/**
 * What a file holds of a calibration. Equal calibrations are equal bytes, with one version of Java.
 *
 * <p>The file, big-endian: 8 bytes that tell its kind, its version, three {@linkplain Sections parts} (what was
 * calibrated on what; what every tap saw, by name; the inputs of a few samples), and the SHA-256 of all before it.
 *
 * @param model the model's file name
 * @param sha256 the model's digest, in hexadecimal
 * @param sources the calibration data in words, in alphabetical order, one text for each run
 * @param samples the number of samples
 * @param digest of all samples
 * @param statistics what was seen, by value
 * @param examples the inputs of a few samples, by name
 */
public record CalibrationFile(
        String model,
        String sha256,
        List<String> sources,
        int samples,
        Digest digest,
        Map<String, TapStatistics> statistics,
        List<Map<String, Tensor>> examples) {

    /** More examples than this are not read. */
    private static final int MOST_EXAMPLES = 64;

    /** Copies the collections; statistics are put in alphabetical order. */
    public CalibrationFile {
        sources = List.copyOf(sources);
        statistics = Collections.unmodifiableMap(new TreeMap<>(statistics));
        examples = List.copyOf(examples);
    }

    /**
     * Writes the file.
     *
     * @return its size in bytes
     * @throws octet.problem.SaveException when that fails, or another kind of file is there; it is then untouched
     */
    public long save(Path file) {
        return Envelope.write(file, this::write);
    }

    private void write(DataOutputStream out) throws IOException {
        Sections.write(out, this::writeHead);
        Sections.write(out, this::writeStatistics);
        Sections.write(out, this::writeExamples);
    }

    private void writeHead(DataOutputStream out) throws IOException {
        StatisticsFormat.write(model, out);
        StatisticsFormat.write(sha256, out);
        out.writeInt(samples);
        out.write(digest.bytes());
        out.writeInt(sources.size());
        for (String source : sources) {
            StatisticsFormat.write(source, out);
        }
    }

    private void writeStatistics(DataOutputStream out) throws IOException {
        out.writeInt(statistics.size());
        for (TapStatistics seen : statistics.values()) {
            StatisticsFormat.write(seen, out);
        }
    }

    private void writeExamples(DataOutputStream out) throws IOException {
        out.writeInt(examples.size());
        for (Map<String, Tensor> example : examples) {
            out.writeInt(example.size());
            for (var input : new TreeMap<>(example).entrySet()) {
                StatisticsFormat.write(input.getKey(), out);
                TensorFormat.write(input.getValue(), out);
            }
        }
    }

    /**
     * Reads a file. What it says of a model is not yet compared with any.
     *
     * @throws octet.problem.BadDataException when it is missing, of another kind or version, or damaged
     */
    public static CalibrationFile read(Path file) {
        ByteBuffer contents = Envelope.read(file);
        String source = "The file " + file;
        BoundedInput head = Sections.open(source, contents);
        String model = head.text();
        String sha256 = head.text();
        int samples = head.integer();
        Digest digest = Digest.of(head.bytes(Digest.BYTES));
        List<String> sources = new ArrayList<>();
        for (int i = head.count(Integer.BYTES); i > 0; i--) {
            sources.add(head.text());
        }
        head.end();
        if (samples < 1 || sources.isEmpty()) {
            throw head.bad("it tells of " + samples + " samples from " + sources.size() + " sources");
        }
        var statistics = statistics(Sections.open(source, contents), samples);
        var examples = examples(Sections.open(source, contents));
        if (contents.hasRemaining()) {
            throw head.bad(contents.remaining() + " bytes are left over");
        }
        return new CalibrationFile(model, sha256, sources, samples, digest, statistics, examples);
    }

    private static Map<String, TapStatistics> statistics(BoundedInput in, int samples) {
        var statistics = new TreeMap<String, TapStatistics>();
        for (int i = in.count(Integer.BYTES); i > 0; i--) {
            TapStatistics seen = StatisticsFormat.read(in, samples);
            if (!statistics.isEmpty() && seen.value().compareTo(statistics.lastKey()) <= 0) {
                throw in.bad("its values are out of order");
            }
            statistics.put(seen.value(), seen);
        }
        in.end();
        return statistics;
    }

    private static List<Map<String, Tensor>> examples(BoundedInput in) {
        List<Map<String, Tensor>> examples = new ArrayList<>();
        int count = in.count(Integer.BYTES);
        if (count < 1 || count > MOST_EXAMPLES) {
            throw in.bad("it holds " + count + " examples");
        }
        for (int i = 0; i < count; i++) {
            Map<String, Tensor> example = new LinkedHashMap<>();
            for (int inputs = in.count(Integer.BYTES); inputs > 0; inputs--) {
                String name = in.text();
                example.put(name, TensorFormat.read(in));
            }
            examples.add(example);
        }
        in.end();
        return examples;
    }
}
