package octet.openvino.ir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.format.ContainedFile;
import octet.openvino.ir.Constants.Slice;
import octet.problem.BadModelException;
import octet.problem.Problems;
import octet.problem.UnsupportedModelException;

/** Reads a model and checks all that is read from it later, so that its faults are told in words and all at once. */
final class IrReader {

    private static final long LARGEST_TEXT = 512L << 20;
    private static final Set<String> VERSIONS = Set.of("10", "11");

    private final Path file;
    private final Problems problems = new Problems();
    private final Map<Integer, Layer> layers = new LinkedHashMap<>();
    private final Map<Integer, List<Source>> inputs = new HashMap<>();

    private IrReader(Path file) {
        this.file = file;
    }

    static Ir read(Path file) {
        return new IrReader(file).read();
    }

    /** Where the weights of a model lie. */
    static Path weightsOf(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".bin");
    }

    private Ir read() {
        byte[] text = text();
        refuseOtherKinds(text);
        XmlElement root = parse(text);
        Weights weights = weights(root);
        layers(root);
        edges(root);
        constants(root, weights.size());
        problems.throwIfAny(found -> new BadModelException(
                file + ": " + found,
                "a sound IR with the weights that belong to it",
                "fetch or convert the model again"));
        return new Ir(file, root, layers, inputs, weights, text.length + weights.size(), digest(text, weights));
    }

    private byte[] text() {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadModelException(file + " is not a regular file", "an OpenVINO IR", "check the path");
            }
            if (Files.size(file) > LARGEST_TEXT) {
                throw new BadModelException(
                        file + " has " + Files.size(file) + " bytes of text",
                        "at most " + LARGEST_TEXT + ", as weights lie in another file",
                        "convert the model again");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadModelException(file + " cannot be read: " + e, "a readable file", "check the path", e);
        }
    }

    private void refuseOtherKinds(byte[] text) {
        String kind = kind(text);
        if (kind != null) {
            throw new BadModelException(file + " " + kind, "an OpenVINO IR", "fetch or convert the model again");
        }
    }

    private static String kind(byte[] text) {
        if (text.length == 0) {
            return "is empty";
        }
        String start = new String(text, 0, Math.min(text.length, 512), StandardCharsets.ISO_8859_1).strip();
        if (start.startsWith("version https://git-lfs")) {
            return "is a Git LFS pointer, not the model itself (run: git lfs pull)";
        }
        String lower = start.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "is an HTML page, probably the answer of a server that did not find the model";
        } else if (start.startsWith("PK\3\4")) {
            return "is a zip archive; unpack it first";
        }
        boolean byteOrderMark = start.startsWith("\u00ef\u00bb\u00bf") || start.startsWith("\u00ff\u00fe");
        return start.startsWith("<") || byteOrderMark ? null : "is no XML";
    }

    private XmlElement parse(byte[] text) {
        XmlElement root;
        try {
            root = XmlReader.read(text);
        } catch (XmlReader.Fault e) {
            throw new BadModelException(
                    file + " " + e.getMessage(), "an OpenVINO IR", "fetch or convert the model again");
        }
        if (!root.name().equals("net")) {
            throw new BadModelException(
                    file + " is an XML file of '" + Numbers.abbreviated(root.name()) + "'",
                    "an OpenVINO IR, whose first element is 'net'",
                    "check the path");
        }
        String version = root.attribute("version").orElse("");
        if (!VERSIONS.contains(version)) {
            throw new UnsupportedModelException(
                    file
                            + (version.isEmpty()
                                    ? " declares no version"
                                    : " is of version " + Numbers.abbreviated(version)),
                    "an IR of version 10 or 11",
                    "convert the model again with ovc of OpenVINO 2022 or later");
        }
        return root;
    }

    private Weights weights(XmlElement root) {
        boolean needed = root.grandchildren("layers", "layer").anyMatch(IrReader::holdsConstants);
        Path beside = weightsOf(file);
        if (!needed && Files.notExists(beside)) {
            return Weights.none();
        }
        try {
            Path weights = ContainedFile.find(folder(), beside.getFileName().toString());
            return Weights.of(weights, Files.size(weights));
        } catch (ContainedFile.Refused e) {
            throw new BadModelException(
                    "The weights of " + file + " should lie " + e.getMessage(),
                    "a regular file of weights beside the model",
                    "fetch or copy the .bin file that belongs to the model into its folder");
        } catch (IOException e) {
            throw new BadModelException("The weights " + beside + " cannot be read: " + e, "a readable file", null, e);
        }
    }

    private static boolean holdsConstants(XmlElement element) {
        return Constants.isConstant(element) || element.children().stream().anyMatch(IrReader::holdsConstants);
    }

    private Path folder() throws IOException {
        return file.toAbsolutePath().getParent().toRealPath();
    }

    private void layers(XmlElement root) {
        Set<String> names = new HashSet<>();
        root.grandchildren("layers", "layer").forEach(element -> {
            try {
                Layer layer = Layer.of(element);
                if (layers.put(layer.id(), layer) != null) {
                    problems.add("two layers have the number %d", layer.id());
                }
                // OpenVINO allows it for results alone.
                if (!names.add(layer.name()) && !layer.is("Result")) {
                    problems.add("two layers have the name '%s'", Numbers.abbreviated(layer.name()));
                }
            } catch (IllegalArgumentException e) {
                problems.add("%s", e.getMessage());
            }
        });
        if (layers.isEmpty() && problems.isEmpty()) {
            problems.add("it has no layers");
        }
    }

    private void edges(XmlElement root) {
        Map<Integer, Source[]> read = new HashMap<>();
        layers.values()
                .forEach(layer -> read.put(layer.id(), new Source[layer.inputs().size()]));
        root.grandchildren("edges", "edge").forEach(edge -> {
            try {
                edge(edge, read);
            } catch (IllegalArgumentException e) {
                problems.add("%s", e.getMessage());
            }
        });
        read.forEach((id, sources) -> {
            for (int i = 0; i < sources.length; i++) {
                if (sources[i] == null && problems.isEmpty()) {
                    problems.add(
                            "input %d of '%s' is not connected",
                            i, Numbers.abbreviated(layers.get(id).name()));
                }
            }
            inputs.put(id, new ArrayList<>(Arrays.asList(sources)));
        });
    }

    private void edge(XmlElement edge, Map<Integer, Source[]> read) {
        var from = new Source(number(edge, "from-layer"), number(edge, "from-port"));
        int to = number(edge, "to-layer");
        int toPort = number(edge, "to-port");
        Layer producer = layers.get(from.layer());
        Layer reader = layers.get(to);
        if (producer == null || producer.outputs().stream().noneMatch(port -> port.id() == from.port())) {
            throw new IllegalArgumentException(
                    "an edge comes from port %d of layer %d, which is not there".formatted(from.port(), from.layer()));
        }
        int index = reader == null
                ? -1
                : reader.inputs().stream().map(Port::id).toList().indexOf(toPort);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "an edge leads to port %d of layer %d, which is not there".formatted(toPort, to));
        }
        if (read.get(to)[index] != null) {
            throw new IllegalArgumentException(
                    "two edges lead to input %d of '%s'".formatted(index, Numbers.abbreviated(reader.name())));
        }
        read.get(to)[index] = from;
    }

    private static int number(XmlElement edge, String attribute) {
        return Numbers.count(edge.attribute(attribute).orElse(""), "the attribute " + attribute + " of an edge");
    }

    /** Those of bodies too. */
    private void constants(XmlElement element, long available) {
        if (Constants.isConstant(element)) {
            Constants.problem(element, available)
                    .ifPresent(problem -> problems.add(
                            "the constant '%s' %s",
                            Numbers.abbreviated(element.attribute("name").orElse("")), problem));
            return;
        }
        element.children().forEach(child -> constants(child, available));
    }

    private static String digest(byte[] text, Weights weights) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text);
            long piece = 1 << 28;
            for (long at = 0; at < weights.size(); at += piece) {
                ByteBuffer bytes = weights.bytes(new Slice(at, Math.min(piece, weights.size() - at)));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
