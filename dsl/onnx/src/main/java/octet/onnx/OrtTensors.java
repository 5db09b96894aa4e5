package octet.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import octet.data.Tensor;
import octet.format.InputMemory;
import octet.graph.DataType;
import octet.problem.OctetException;

/** Moves tensors into and out of ONNX Runtime. */
final class OrtTensors {

    private OrtTensors() {}

    /** Something to do with tensors inside the runtime. */
    interface Run<T> {
        T run(Map<String, OnnxTensor> inputs) throws OrtException;
    }

    /** Copies the inputs into the runtime for the length of a run. */
    static <T> T with(Map<String, Tensor> inputs, Run<T> run) {
        Map<String, OnnxTensor> inside = new LinkedHashMap<>();
        var memory = InputMemory.reused();
        try {
            for (var entry : inputs.entrySet()) {
                inside.put(entry.getKey(), toRuntime(entry.getValue(), memory));
            }
            return run.run(inside);
        } catch (OrtException e) {
            throw new OctetException(
                    "ONNX Runtime failed to run the model on " + inputs + ": " + OrtSessions.reason(e),
                    "inputs that the model can take",
                    "compare their shapes with those of the model's inputs",
                    e);
        } finally {
            inside.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor toRuntime(Tensor tensor, InputMemory memory) throws OrtException {
        var environment = OrtSessions.environment();
        long[] shape = tensor.shape().toArray();
        var buffer = tensor.buffer();
        ByteBuffer direct = memory.take(Math.toIntExact(
                Math.multiplyExact(buffer.remaining(), (long) tensor.type().bytes())));
        if (buffer instanceof FloatBuffer floats) {
            return OnnxTensor.createTensor(
                    environment, direct.asFloatBuffer().put(floats).flip(), shape);
        } else if (buffer instanceof LongBuffer longs) {
            return OnnxTensor.createTensor(
                    environment, direct.asLongBuffer().put(longs).flip(), shape);
        } else if (buffer instanceof IntBuffer ints) {
            return OnnxTensor.createTensor(
                    environment, direct.asIntBuffer().put(ints).flip(), shape);
        } else if (buffer instanceof DoubleBuffer doubles) {
            return OnnxTensor.createTensor(
                    environment, direct.asDoubleBuffer().put(doubles).flip(), shape);
        }
        if (buffer instanceof ShortBuffer halves) {
            direct.asShortBuffer().put(halves);
            var type = tensor.type() == DataType.FLOAT16 ? OnnxJavaType.FLOAT16 : OnnxJavaType.BFLOAT16;
            return OnnxTensor.createTensor(environment, direct, shape, type);
        }
        var type = switch (tensor.type()) {
            case INT8 -> OnnxJavaType.INT8;
            case BOOL -> OnnxJavaType.BOOL;
            default -> OnnxJavaType.UINT8;
        };
        return OnnxTensor.createTensor(
                environment, direct.put((ByteBuffer) buffer).flip(), shape, type);
    }

    /** Copies all results of numeric types out of the runtime. */
    static Map<String, Tensor> fromRuntime(OrtSession.Result result) throws OrtException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (var entry : result) {
            OnnxValue value = entry.getValue();
            if (value instanceof OnnxTensor tensor) {
                Tensor copied = fromRuntime(tensor);
                if (copied != null) {
                    tensors.put(entry.getKey(), copied);
                }
            }
        }
        return tensors;
    }

    private static Tensor fromRuntime(OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        long[] shape = info.getShape();
        switch (info.type) {
            case FLOAT -> {
                return Tensor.of(floats(tensor), shape);
            }
            case INT64 -> {
                LongBuffer buffer = tensor.getLongBuffer();
                long[] longs = new long[buffer.remaining()];
                buffer.get(longs);
                return Tensor.of(longs, shape);
            }
            case INT32 -> {
                IntBuffer buffer = tensor.getIntBuffer();
                int[] ints = new int[buffer.remaining()];
                buffer.get(ints);
                return Tensor.of(ints, shape);
            }
            case DOUBLE -> {
                DoubleBuffer buffer = tensor.getDoubleBuffer();
                double[] doubles = new double[buffer.remaining()];
                buffer.get(doubles);
                return Tensor.of(doubles, shape);
            }
            case FLOAT16, BFLOAT16 -> {
                ShortBuffer buffer =
                        tensor.getByteBuffer().order(ByteOrder.nativeOrder()).asShortBuffer();
                short[] halves = new short[buffer.remaining()];
                buffer.get(halves);
                return Tensor.of(DataType.valueOf(info.type.name()), halves, shape);
            }
            case INT8, UINT8, BOOL -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                return Tensor.of(DataType.valueOf(info.type.name()), bytes, shape);
            }
            default -> {
                return null;
            }
        }
    }

    /** Copies a float32 tensor out of the runtime. */
    static float[] floats(OnnxTensor tensor) {
        // The tensor's getFloatBuffer would copy too; its bytes are read in place.
        FloatBuffer buffer =
                tensor.getByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        float[] floats = new float[buffer.remaining()];
        buffer.get(floats);
        return floats;
    }
}
