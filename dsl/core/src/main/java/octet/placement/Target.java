package octet.placement;

import octet.graph.Graph;

/**
 * Where a quantized model will run. A target carries the rules by which quantizers are placed, because an operation
 * that is quick in int8 on one runtime is slower than float on another.
 */
public interface Target {

    /** The name as users spell it: {@code onnxruntime-cpu}. */
    String name();

    /** Places quantizers on the graph; nothing in the scope is quantized. */
    Placement place(Graph graph, IgnoredScope ignored);

    /** The scheme of activations under the preset. */
    Scheme activationScheme(Preset preset);

    /** ONNX Runtime on the CPU of this machine. */
    static Target onnxRuntimeCpu() {
        return new OnnxRuntimeCpu(CpuFeatures.ofThisMachine());
    }
}
