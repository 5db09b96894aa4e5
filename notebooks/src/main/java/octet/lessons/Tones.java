package octet.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes the model of the lesson on what hurts: it names the note of a quiet tone under a loud hum.
 *
 * <pre>java -cp notebooks/target/classes octet.lessons.Tones notebooks/data/tones.onnx</pre>
 *
 * Nothing is trained. Two matrix products compare 64 ms of sound with a cosine and a sine of each semitone from A4 to B7
 * (a spectrum whose steps are those of an ear); squares, sum and logarithm make loudness of them; then each of thirteen
 * notes, A4 to A5, is compared in 48 timbres, from flat to mellow: the loudness at its first four harmonics less the mean
 * loudness. A note's timbres are averaged, and what its neighbours in pitch have is taken off. The file is the same to the
 * byte wherever it is written.
 */
public final class Tones {

    private static final int RATE = 8000;
    private static final int LENGTH = 512;
    private static final double A4 = 440;
    private static final int SEMITONES = 39;
    private static final int NOTES = 13;

    private static final int TIMBRES = 48;
    /** How much less the fourth harmonic of the mellowest timbre weighs than its first, as a power of e. */
    private static final double MELLOW = 2;

    /** In semitones above the first; the third harmonic lies a twelfth above. */
    private static final int[] HARMONICS = {0, 12, 19, 24};

    private static final float SILENCE = 1e-10f;
    private static final float USUAL_LOUDNESS = 17;
    private static final double INHIBITION = 0.25;

    private Tones() {}

    /** Writes the model to the file. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("expected FILE, found " + arguments.length + " argument(s)");
        }
        Files.write(Path.of(arguments[0]), model());
    }

    private static byte[] model() {
        return new Onnx(13)
                .input("sound", 1, LENGTH)
                .constant("cosines", waves(Math.PI / 2), LENGTH, SEMITONES)
                .constant("sines", waves(0), LENGTH, SEMITONES)
                .constant("silence", new float[] {SILENCE}, 1)
                .constant("usual", new float[] {USUAL_LOUDNESS}, 1)
                .constant("harmonics", harmonics(), SEMITONES, NOTES * TIMBRES)
                .constant("neighbours", neighbours(), NOTES * TIMBRES, NOTES)
                .node("MatMul", "spectrum/cosine", "sound", "cosines")
                .node("MatMul", "spectrum/sine", "sound", "sines")
                .node("Mul", "power/cosine", "spectrum/cosine", "spectrum/cosine")
                .node("Mul", "power/sine", "spectrum/sine", "spectrum/sine")
                .node("Add", "power/sum", "power/cosine", "power/sine")
                .node("Add", "power/above", "power/sum", "silence")
                .node("Log", "loudness/log", "power/above")
                .node("Add", "loudness/centred", "loudness/log", "usual")
                .node("MatMul", "notes/harmonics", "loudness/centred", "harmonics")
                .node("Relu", "notes/positive", "notes/harmonics")
                .node("MatMul", "notes/contrast", "notes/positive", "neighbours")
                .output("notes/contrast", 1, NOTES)
                .model();
    }

    /** One column a semitone: a wave under a bell (Hann's window), so that a tone of amplitude 1 gives about 1. */
    private static float[] waves(double phase) {
        float[] waves = new float[LENGTH * SEMITONES];
        for (int t = 0; t < LENGTH; t++) {
            double bell = 1 - StrictMath.cos(2 * Math.PI * (t + 0.5) / LENGTH);
            for (int s = 0; s < SEMITONES; s++) {
                double frequency = A4 * StrictMath.pow(2, s / 12.0);
                double wave = StrictMath.sin(2 * Math.PI * frequency * t / RATE + phase);
                waves[t * SEMITONES + s] = (float) (2 * bell * wave / LENGTH);
            }
        }
        return waves;
    }

    /** One column a note and timbre. */
    private static float[] harmonics() {
        int columns = NOTES * TIMBRES;
        float[] weights = new float[SEMITONES * columns];
        Arrays.fill(weights, -1f / SEMITONES);
        for (int timbre = 0; timbre < TIMBRES; timbre++) {
            double[] parts = new double[HARMONICS.length];
            for (int h = 0; h < parts.length; h++) {
                parts[h] = StrictMath.exp(-MELLOW * h / (parts.length - 1) * timbre / (TIMBRES - 1));
            }
            double sum = Arrays.stream(parts).sum();
            for (int note = 0; note < NOTES; note++) {
                for (int h = 0; h < parts.length; h++) {
                    weights[(note + HARMONICS[h]) * columns + note * TIMBRES + timbre] += (float) (parts[h] / sum);
                }
            }
        }
        return weights;
    }

    private static float[] neighbours() {
        float[] weights = new float[NOTES * TIMBRES * NOTES];
        for (int from = 0; from < NOTES * TIMBRES; from++) {
            for (int to = 0; to < NOTES; to++) {
                int apart = Math.abs(from / TIMBRES - to);
                double weight = apart == 0 ? 1 : apart == 1 ? -INHIBITION : 0;
                weights[from * NOTES + to] = (float) (weight / TIMBRES);
            }
        }
        return weights;
    }
}
