package octet.openvino.runtime;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import octet.data.Tensor;
import octet.format.InputMemory;

/**
 * A model, compiled for the device: one thread a call, and float32 inside, as many CPUs would else compute in bfloat16.
 * Threads may share it.
 */
public final class CompiledModel implements AutoCloseable {

    private static final Map<String, String> PROPERTIES =
            Map.of("INFERENCE_NUM_THREADS", "1", "NUM_STREAMS", "1", "INFERENCE_PRECISION_HINT", "f32");

    private final OpenVino runtime;
    private final NativeBytes weights;
    private final Pointer compiled;
    private final Queue<Pointer> idle = new ConcurrentLinkedQueue<>();

    private CompiledModel(OpenVino runtime, NativeBytes weights, Pointer compiled) {
        this.runtime = runtime;
        this.weights = weights;
        this.compiled = compiled;
    }

    /**
     * Compiles a model.
     *
     * @param xml the text of the IR
     * @param weights its weights, which are closed with the model
     * @throws OpenVinoException when OpenVINO refuses the model
     */
    public static CompiledModel compile(byte[] xml, NativeBytes weights) {
        OpenVino runtime = OpenVino.get();
        try {
            Pointer model = runtime.read(xml, weights);
            try {
                return new CompiledModel(runtime, weights, runtime.compile(model, properties()));
            } finally {
                runtime.c().ov_model_free(model);
            }
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /** Threads and streams are things of the CPU. */
    private static Map<String, String> properties() {
        return OpenVino.device().equals("CPU") ? PROPERTIES : Map.of("INFERENCE_PRECISION_HINT", "f32");
    }

    /** What to do with the results of a run, while they are there. */
    public interface Reader<T> {
        T read(Results results);
    }

    /**
     * Runs the model once.
     *
     * @param inputs in the order of the model's inputs
     * @throws OpenVinoException when OpenVINO fails to run it on them
     */
    public <T> T run(List<Tensor> inputs, Reader<T> reader) {
        Pointer request = request();
        List<ByteBuffer> copies = new ArrayList<>(inputs.size());
        List<Pointer> tensors = new ArrayList<>(inputs.size());
        var memory = InputMemory.reused();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                copies.add(memory.copy(inputs.get(i)));
                Pointer tensor = tensor(inputs.get(i), copies.get(i));
                tensors.add(tensor);
                runtime.check(runtime.c().ov_infer_request_set_input_tensor_by_index(request, i, tensor));
            }
            runtime.check(runtime.c().ov_infer_request_infer(request));
            return reader.read(new Results(runtime, request));
        } finally {
            tensors.forEach(runtime.c()::ov_tensor_free);
            idle.add(request);
            // The library reads the copies where they are, of which the collector knows nothing.
            Reference.reachabilityFence(copies);
        }
    }

    private Pointer request() {
        Pointer known = idle.poll();
        if (known != null) {
            return known;
        }
        var request = new PointerByReference();
        runtime.check(runtime.c().ov_compiled_model_create_infer_request(compiled, request));
        return request.getValue();
    }

    private Pointer tensor(Tensor tensor, ByteBuffer direct) {
        return runtime.tensor(
                runtime.types().number(tensor.type()),
                Native.getDirectBufferPointer(direct),
                tensor.shape().toArray());
    }

    /** Frees everything; no thread may be inside a run. */
    @Override
    public void close() {
        for (Pointer request = idle.poll(); request != null; request = idle.poll()) {
            runtime.c().ov_infer_request_free(request);
        }
        runtime.c().ov_compiled_model_free(compiled);
        weights.close();
    }
}
