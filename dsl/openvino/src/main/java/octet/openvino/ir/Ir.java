package octet.openvino.ir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as it lies on disk, checked. Immutable; its weights are mapped, not read.
 *
 * <p>What other layers hold inside, such as the bodies of loops, is not looked into but for where its constants lie.
 */
public final class Ir {

    private final Path file;
    private final XmlElement root;
    private final Map<Integer, Layer> layers;
    private final Map<Integer, List<Source>> inputs;
    private final Weights weights;
    private final long bytes;
    private final String sha256;

    Ir(
            Path file,
            XmlElement root,
            Map<Integer, Layer> layers,
            Map<Integer, List<Source>> inputs,
            Weights weights,
            long bytes,
            String sha256) {
        this.file = file;
        this.root = root;
        this.layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        this.inputs = new HashMap<>(inputs);
        this.weights = weights;
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /**
     * Reads a model.
     *
     * @param file the text; the weights lie beside it under the same name with the ending {@code .bin}
     * @throws octet.problem.BadModelException when it is no sound model
     * @throws octet.problem.UnsupportedModelException when it is of another version than 10 and 11
     */
    public static Ir read(Path file) {
        return IrReader.read(file);
    }

    /** Where the weights of a model lie: beside its text, under the same name with the ending {@code .bin}. */
    public static Path weightsOf(Path file) {
        return IrReader.weightsOf(file);
    }

    /** Where it was read from. */
    public Path file() {
        return file;
    }

    /** The version of the format: 10 or 11. */
    public String version() {
        return root.attribute("version").orElseThrow();
    }

    /** The size of both files. */
    public long bytes() {
        return bytes;
    }

    /** The SHA-256 of both files, one behind the other, in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** The layers by their numbers, in the order of the file. */
    public Map<Integer, Layer> layers() {
        return layers;
    }

    /** What the layer reads, in the order of its input ports. */
    public List<Source> inputs(Layer layer) {
        return inputs.getOrDefault(layer.id(), List.of());
    }

    /** The layer that a value comes out of. */
    public Layer layer(Source source) {
        return layers.get(source.layer());
    }

    /** What is said of a value. */
    public Port port(Source source) {
        return layer(source).output(source.port());
    }

    /** The bytes of a constant. */
    public ByteBuffer constant(Layer layer) {
        return weights.bytes(Constants.slice(layer));
    }

    /** What the model says of itself under a name ({@code rt_info}). */
    public Optional<XmlElement> information(String name) {
        return root.child("rt_info").flatMap(all -> all.child(name));
    }

    XmlElement root() {
        return root;
    }

    Weights weights() {
        return weights;
    }
}
