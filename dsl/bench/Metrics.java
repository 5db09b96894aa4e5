import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import octet.data.Tensor;
import octet.graph.DataType;
import octet.metric.Ctc;
import octet.metric.Metric;
import octet.metric.Prediction;

/** The scores of the models in models/, and their labels, in Java. */
final class Metrics {

    private static final String NOTES = "StatefulPartitionedCall:1";
    private static final float NOTE = 0.3f;
    private static final float SPEECH = 0.5f;
    private static final int CHARACTERS = 6623;

    private Metrics() {}

    static Metric of(String model) {
        return switch (model) {
            case "effnet-lite0", "mnist" -> Metric.top1();
            case "minilm" -> Metric.cosine();
            case "ocr" -> Metric.characterAccuracy(
                    new Ctc(IntStream.rangeClosed(1, CHARACTERS + 1).mapToObj(Metrics::character).toList())::decode);
            case "basic-pitch" -> Metric.overall("frame F1", Metrics::notes, Metrics::f1);
            case "silero-vad" -> Metric.of("frame accuracy", Metrics::rightFrames);
            default -> throw new IllegalArgumentException("no metric for " + model);
        };
    }

    /** The label of each sample as the metric wants it; the array's rows are padded with 0 where texts differ in length. */
    static List<Object> labels(String model, Tensor labels, int samples) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            all.add(
                    switch (model) {
                        case "effnet-lite0", "mnist" -> labels.longs()[i];
                        case "minilm" -> "";
                        case "ocr" -> text(labels.rows(i, i + 1).longs());
                        default -> labels.rows(i, i + 1);
                    });
        }
        return all;
    }

    /** A class as a text of one character, whichever. */
    private static String character(int kind) {
        return String.valueOf((char) kind);
    }

    private static String text(long[] classes) {
        var text = new StringBuilder();
        for (long kind : classes) {
            if (kind != 0) {
                text.append((char) kind);
            }
        }
        return text.toString();
    }

    /** Frames and pitches that are right, and those found and those played together. */
    private static long[] notes(Prediction prediction) {
        float[] found = prediction.outputs().get(NOTES).floats();
        byte[] played = bytes((Tensor) prediction.label());
        long right = 0;
        long all = 0;
        for (int i = 0; i < played.length; i++) {
            boolean note = found[i] > NOTE;
            right += note && played[i] != 0 ? 1 : 0;
            all += (note ? 1 : 0) + (played[i] != 0 ? 1 : 0);
        }
        return new long[] {right, all};
    }

    private static double f1(List<long[]> counts) {
        double right = 0;
        double all = 0;
        for (long[] count : counts) {
            right += count[0];
            all += count[1];
        }
        return all == 0 ? 1 : 2 * right / all;
    }

    private static double rightFrames(Tensor probabilities, Object label) {
        float[] found = probabilities.floats();
        byte[] speech = bytes((Tensor) label);
        int right = 0;
        for (int i = 0; i < speech.length; i++) {
            right += found[i] > SPEECH == (speech[i] != 0) ? 1 : 0;
        }
        return right / (double) speech.length;
    }

    private static byte[] bytes(Tensor flags) {
        if (flags.type() != DataType.BOOL) {
            throw new IllegalArgumentException("labels are " + flags.type());
        }
        var buffer = (java.nio.ByteBuffer) flags.buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
