package octet.onnx;

import java.util.List;
import java.util.Optional;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;

/**
 * Writes Upsample, and Resize of opset 10, as Resize of opset 13, which asks how coordinates are mapped. Both mapped
 * them asymmetrically and took as the nearest pixel the one before on an axis that grows, the one behind on an axis that
 * shrinks (ONNX Runtime's {@code upsamplebase.h}).
 */
final class ResizeUpgrade {

    private ResizeUpgrade() {}

    /** The nodes that take the place of one whose second input are the scales. */
    static List<NodeProto> apply(NodeProto node, GraphProto.Builder graph) {
        Optional<float[]> scales = scales(node.getInput(1), graph);
        boolean shrinks = isNearest(node) && scales.isPresent() && least(scales.get()) < 1;
        if (!shrinks) {
            return List.of(resize(node, node.getInput(0), node.getInput(1), node.getOutput(0), "floor"));
        }
        String output = node.getOutput(0);
        float[] shrinking = scales.get().clone();
        float[] growing = scales.get().clone();
        for (int i = 0; i < shrinking.length; i++) {
            shrinking[i] = Math.min(1, shrinking[i]);
            growing[i] = Math.max(1, growing[i]);
        }
        graph.addInitializer(Protos.floats(output + "/shrinking", shrinking, shrinking.length));
        graph.addInitializer(Protos.floats(output + "/growing", growing, growing.length));
        String small = output + "/small";
        return List.of(
                resize(node, node.getInput(0), output + "/shrinking", small, "ceil"),
                resize(node, small, output + "/growing", output, "floor"));
    }

    private static boolean isNearest(NodeProto node) {
        return Protos.attribute(node, "mode")
                .map(mode -> mode.getS().toStringUtf8().equals("nearest"))
                .orElse(true);
    }

    private static Optional<float[]> scales(String name, GraphProto.Builder graph) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .filter(tensor -> tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL)
                .map(tensor -> new OnnxConstant(tensor, null).floats())
                .findFirst();
    }

    private static float least(float[] scales) {
        float least = 1;
        for (float scale : scales) {
            least = Math.min(least, scale);
        }
        return least;
    }

    private static NodeProto resize(NodeProto node, String input, String scales, String output, String nearest) {
        return node.toBuilder()
                .setOpType("Resize")
                .setName(nearest.equals("ceil") ? node.getName() + "/small" : node.getName())
                .clearInput()
                .addAllInput(List.of(input, "", scales))
                .setOutput(0, output)
                .addAttribute(Protos.string("coordinate_transformation_mode", "asymmetric"))
                .addAttribute(Protos.string("nearest_mode", nearest))
                .build();
    }
}
