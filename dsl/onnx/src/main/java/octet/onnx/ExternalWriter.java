package octet.onnx;

import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import octet.format.AtomicFile;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.StringStringEntryProto;
import octet.onnx.proto.TensorProto;

/** Writes a model that is too large for one protobuf message: the graph in one file, its weights in another beside it. */
final class ExternalWriter {

    /** Smaller tensors stay inside: the runtime wants shapes and axes there. */
    private static final int SMALLEST = 1024;

    /** Where a weight may begin, so that it can be mapped (the page size that ONNX recommends). */
    private static final int ALIGNMENT = 4096;

    private ExternalWriter() {}

    /** Writes {@code model.onnx} and {@code model.onnx.data}; the weights first, so that a graph never lacks its own. */
    static void save(OnnxWeights weights, Path file) {
        String location = freshName(file);
        var builder = weights.model().toBuilder();
        var graph = builder.getGraphBuilder();
        List<TensorProto> outside = new ArrayList<>();
        long offset = 0;
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto tensor = graph.getInitializer(i);
            long length = ExternalData.bytes(tensor, weights.folder()).remaining();
            if (length >= SMALLEST) {
                outside.add(tensor);
                graph.setInitializer(i, pointer(tensor, location, offset, length));
                offset = aligned(offset + length);
            }
        }
        AtomicFile.write(file.resolveSibling(location), out -> {
            var channel = Channels.newChannel(out);
            for (TensorProto tensor : outside) {
                ByteBuffer bytes = ExternalData.bytes(tensor, weights.folder());
                int length = bytes.remaining();
                channel.write(bytes);
                out.write(new byte[(int) (aligned(length) - length)]);
            }
        });
        ModelProto model = builder.build();
        AtomicFile.write(file, model::writeTo);
    }

    /** A name that is not taken: a file of that name may hold weights of this or of another model. */
    private static String freshName(Path file) {
        String name = file.getFileName() + ".data";
        return Files.notExists(file.resolveSibling(name), LinkOption.NOFOLLOW_LINKS)
                ? name
                : file.getFileName() + "." + UUID.randomUUID() + ".data";
    }

    private static long aligned(long offset) {
        return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static TensorProto pointer(TensorProto tensor, String location, long offset, long length) {
        return tensor.toBuilder()
                .clearRawData()
                .clearExternalData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(length)))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
