package octet.onnx;

import java.util.Set;
import java.util.stream.Collectors;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;

/**
 * Takes constants out of the inputs of a model. Up to version 3 of the file format every initializer had to be an input
 * too; since then one that is can be overridden by the caller, and is neither folded nor computed in int8.
 */
final class ConstantInputs {
    /** The first version of the file format in which an initializer need not be an input. */
    private static final int IR_VERSION = 4;

    private ConstantInputs() {}

    static ModelProto removed(ModelProto model) {
        Set<String> constants = model.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .collect(Collectors.toSet());
        var builder = model.toBuilder().setIrVersion(Math.max(IR_VERSION, model.getIrVersion()));
        var graph = builder.getGraphBuilder().clearInput();
        model.getGraph().getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .forEach(graph::addInput);
        return builder.build();
    }
}
