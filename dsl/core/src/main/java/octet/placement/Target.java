package octet.placement;

import java.util.List;
import octet.problem.BadSettingsException;
import octet.problem.Nearest;

/**
 * Where a quantized model will run. A target carries the rules by which quantizers are placed, because an operation
 * that is quick in int8 on one runtime is slower than float on another.
 */
public interface Target extends Placer {

    /** ONNX Runtime on the CPU of this machine. */
    static Target onnxRuntimeCpu() {
        return new OnnxRuntimeCpu(CpuFeatures.ofThisMachine());
    }

    /** OpenVINO on the CPU of this machine. */
    static Target openVino() {
        return new OpenVino(CpuFeatures.ofThisMachine());
    }

    /** Any runtime that computes on int8; see {@link Portable}. */
    static Target portable() {
        return new Portable();
    }

    /**
     * The target of this name: {@code onnxruntime-cpu}, {@code openvino} or {@code portable}.
     *
     * @throws BadSettingsException when there is none, with the nearest names
     */
    static Target named(String name) {
        List<Target> targets = List.of(onnxRuntimeCpu(), openVino(), portable());
        return targets.stream()
                .filter(target -> target.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = targets.stream().map(Placer::name).toList();
                    return new BadSettingsException(
                            "There is no target '" + name + "'",
                            "one of " + String.join(", ", names),
                            "the nearest: " + Nearest.inWords(name, names));
                });
    }
}
