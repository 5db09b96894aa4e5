package octet.onnx;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.FunctionProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.SparseTensorProto;
import octet.onnx.proto.TensorProto;
import octet.problem.BadModelException;
import octet.problem.Problems;
import octet.problem.UnsupportedModelException;

/** Checks a parsed model before anything is computed from it, so that its faults are told in words and all at once. */
final class ModelChecks {

    private static final int OLDEST = 7;
    private static final int NEWEST = 26;
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");
    private static final Set<String> QUANTIZED = Set.of(
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear",
            "QLinearConv",
            "QLinearMatMul",
            "ConvInteger",
            "MatMulInteger");

    private final Path folder;
    private final Problems bad = new Problems();
    private final Set<String> unknown = new TreeSet<>();
    private final Set<String> functions = new HashSet<>();

    private ModelChecks(ModelFile source) {
        this.folder = source.folder();
    }

    /**
     * Checks opset, operators, and the size of every tensor.
     *
     * @throws UnsupportedModelException for another opset or unknown operators
     * @throws BadModelException for tensors whose parts contradict each other, or whose data lies elsewhere
     */
    static void check(ModelFile source) {
        int opset = Protos.opset(source.model());
        if (opset < OLDEST || opset > NEWEST) {
            throw new UnsupportedModelException(
                    source.file() + (opset == 0 ? " declares no opset" : " has opset " + opset),
                    "opset " + OLDEST + " to " + NEWEST,
                    "export the model with another opset, such as 17");
        }
        var checks = new ModelChecks(source);
        for (FunctionProto function : source.model().getFunctionsList()) {
            checks.functions.add(function.getDomain() + ":" + function.getName());
        }
        checks.graph(source.model().getGraph());
        source.model().getFunctionsList().forEach(function -> checks.nodes(function.getNodeList()));
        checks.bad.throwIfAny(found -> new BadModelException(
                source.file() + ": " + found, "a model whose tensors are whole", "fetch or export the file again"));
        if (!checks.unknown.isEmpty()) {
            throw new UnsupportedModelException(
                    source.file() + " uses operators that ONNX Runtime does not have: " + checks.unknown,
                    "operators of the domains ai.onnx, ai.onnx.ml and com.microsoft",
                    "export the model without custom operators");
        }
    }

    /** @throws UnsupportedModelException when parts of the model are int8 already */
    static void refuseQuantized(Path file, ModelProto model) {
        Set<String> quantized = new TreeSet<>();
        collectQuantized(model.getGraph(), quantized);
        if (!quantized.isEmpty()) {
            throw new UnsupportedModelException(
                    file + " is quantized already: it holds " + quantized,
                    "a float model",
                    "start from the model that it was made from");
        }
    }

    private static void collectQuantized(GraphProto graph, Set<String> found) {
        for (NodeProto node : graph.getNodeList()) {
            if (QUANTIZED.contains(node.getOpType())) {
                found.add(node.getOpType());
            }
            node.getAttributeList().stream()
                    .filter(AttributeProto::hasG)
                    .forEach(attribute -> collectQuantized(attribute.getG(), found));
        }
    }

    private void graph(GraphProto graph) {
        graph.getInitializerList().forEach(this::tensor);
        graph.getSparseInitializerList().forEach(this::sparse);
        nodes(graph.getNodeList());
    }

    private void sparse(SparseTensorProto tensor) {
        tensor(tensor.getValues());
        tensor(tensor.getIndices());
    }

    private void nodes(List<NodeProto> nodes) {
        for (NodeProto node : nodes) {
            String name = node.getDomain() + ":" + node.getOpType();
            if (!DOMAINS.contains(node.getDomain()) && !functions.contains(name)) {
                unknown.add(name);
            }
            for (AttributeProto attribute : node.getAttributeList()) {
                if (attribute.hasT()) {
                    tensor(attribute.getT());
                }
                attribute.getTensorsList().forEach(this::tensor);
                if (attribute.hasSparseTensor()) {
                    sparse(attribute.getSparseTensor());
                }
                if (attribute.hasG()) {
                    graph(attribute.getG());
                }
                attribute.getGraphsList().forEach(this::graph);
            }
        }
    }

    private void tensor(TensorProto tensor) {
        var problem = TensorChecks.problem(tensor, folder);
        if (problem.isPresent()) {
            String name =
                    tensor.getName().isEmpty() ? "a tensor without a name" : "the tensor '" + tensor.getName() + "'";
            bad.add("%s %s", name, problem.get());
        }
    }
}
