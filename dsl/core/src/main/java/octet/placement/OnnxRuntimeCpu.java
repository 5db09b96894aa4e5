package octet.placement;

import octet.graph.Graph;

/**
 * ONNX Runtime's CPU execution provider.
 *
 * <p>It runs an operation in int8 when the operation stands between DequantizeLinear and QuantizeLinear in a form that
 * one of its selectors knows ({@code qdq_selector_action_transformer.cc}); in any other form it computes in float and
 * pays for the conversions besides. So a convolution is quantized at its input and at its output behind the activation
 * function; a matrix product at its input only; an addition where its neighbours are quantized; operations that move
 * elements keep the scale of their input; outputs of the model are never quantized. Activations are unsigned and
 * weights signed, the only pair with fast kernels on x86-64.
 *
 * @param cpu the CPU that will run the model
 */
public record OnnxRuntimeCpu(CpuFeatures cpu) implements Target {

    @Override
    public String name() {
        return "onnxruntime-cpu";
    }

    @Override
    public Placement place(Graph graph, PlacementRequest request) {
        request.refuseMode("ONNX Runtime");
        request.activations().refusePerChannel("ONNX Runtime");
        return new OnnxRuntimePlacer(graph, request, cpu).place();
    }
}
