package octet.onnx;

import octet.onnx.proto.NodeProto;

/** Sets inputs of a node, optional ones that were left out among them. */
final class NodeInputs {

    private NodeInputs() {}

    static NodeProto.Builder set(NodeProto.Builder node, int port, String value) {
        while (node.getInputCount() <= port) {
            node.addInput("");
        }
        return node.setInput(port, value);
    }
}
