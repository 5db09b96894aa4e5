package octet.openvino;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import octet.format.Format;
import octet.format.FormatModel;
import octet.format.ModelInfo;
import octet.format.OpenedFile;
import octet.graph.NotFinite;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import octet.openvino.runtime.OpenVino;
import octet.problem.BadModelException;
import octet.problem.UnsupportedModelException;

/** OpenVINO's intermediate representation: a text of layers and edges ({@code .xml}) and weights beside it ({@code .bin}). */
public final class OpenVinoFormat implements Format {

    static final String ENDING = ".xml";

    private static final Set<String> QUANTIZED = Set.of("FakeQuantize", "FakeConvert");
    private static final Set<String> WITH_BODIES = Set.of("If", "Loop", "TensorIterator");

    /** Found by {@link java.util.ServiceLoader}. */
    public OpenVinoFormat() {}

    @Override
    public String name() {
        return "OpenVINO IR";
    }

    @Override
    public String ending() {
        return ENDING;
    }

    @Override
    public FormatModel read(Path file) {
        Ir ir = Ir.read(file);
        refuseQuantized(ir);
        IrGraph model = graph(ir, Set.of());
        List<String> remarks = new ArrayList<>();
        Set<String> withBodies = ir.layers().values().stream()
                .filter(layer -> WITH_BODIES.contains(layer.type()))
                .map(Layer::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!withBodies.isEmpty()) {
            remarks.add("what is inside of " + String.join(", ", withBodies) + " stays in float");
        }
        var faults = NotFinite.weights(model.graph());
        faults.forEach(fault -> remarks.add("Warning: " + fault + "; the operation stays in float"));
        if (!faults.isEmpty()) {
            model = graph(ir, faults.stream().map(NotFinite::node).collect(Collectors.toSet()));
        }
        var info = new ModelInfo(
                file,
                name(),
                "version " + ir.version(),
                ir.bytes(),
                ir.sha256(),
                "OpenVINO " + OpenVino.get().version(),
                remarks);
        return new OpenVinoModel(info, model);
    }

    private static void refuseQuantized(Ir ir) {
        Set<String> quantized = new TreeSet<>();
        ir.layers().values().stream()
                .map(Layer::type)
                .filter(QUANTIZED::contains)
                .forEach(quantized::add);
        if (!quantized.isEmpty()) {
            throw new UnsupportedModelException(
                    ir.file() + " is quantized already: it holds " + quantized,
                    "a float model",
                    "start from the model that it was made from");
        }
    }

    /** Faults of the graph as a whole, such as cycles. */
    private static IrGraph graph(Ir ir, Set<String> withoutWeight) {
        try {
            return GraphReader.read(ir, withoutWeight);
        } catch (BadModelException e) {
            String found = e.getMessage().replaceFirst("\\.$", "");
            throw new BadModelException("The graph of " + ir.file() + " is faulty. " + found, null, null, e);
        }
    }

    @Override
    public OpenedFile open(Path file) {
        Ir ir = Ir.read(file);
        IrGraph model = graph(ir, Set.of());
        var session = new OpenVinoSession(
                Sessions.compile(PlanWriter.unchanged(model)),
                model.graph().inputs(),
                model.graph().outputs(),
                model.outputs());
        return new OpenedFile(session, ir.bytes());
    }

    @Override
    public void check(Path file) {
        Ir.read(file);
    }

    @Override
    public void convert(Path source, Path target) {
        Conversion.convert(source, target);
    }
}
