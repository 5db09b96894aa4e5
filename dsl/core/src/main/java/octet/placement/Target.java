package octet.placement;

/**
 * Where a quantized model will run. A target carries the rules by which quantizers are placed, because an operation
 * that is quick in int8 on one runtime is slower than float on another.
 */
public interface Target extends Placer {

    /** ONNX Runtime on the CPU of this machine. */
    static Target onnxRuntimeCpu() {
        return new OnnxRuntimeCpu(CpuFeatures.ofThisMachine());
    }

    /** ONNX Runtime on any CPU, whatever this machine has. */
    static Target portable() {
        return new Portable();
    }
}
