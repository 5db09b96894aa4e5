package octet.onnx;

import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import octet.format.ContainedFile;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.StringStringEntryProto;
import octet.onnx.proto.TensorProto;
import octet.problem.BadModelException;

/**
 * Weights that lie in files beside the model. A location is a model author's text, so it is untrusted: it must name a
 * regular file inside the model's folder, reached without a symbolic link and without a second hard link.
 */
final class ExternalData {

    /** The runtime refuses other keys too. */
    private static final Set<String> KEYS = Set.of("location", "offset", "length", "checksum");

    private ExternalData() {}

    /** A part of a file, checked to be there. */
    record Slice(Path file, long offset, long length) {}

    /** The sum of all slices, 0 where one is faulty: the checks will tell. */
    static long size(ModelProto model, Path folder) {
        long size = 0;
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
                try {
                    size += locate(tensor, folder).length();
                } catch (BadModelException e) {
                    return 0;
                }
            }
        }
        return size;
    }

    /**
     * Finds the data of a tensor.
     *
     * @throws BadModelException when the location is missing, outside the folder, no regular file, or too short
     */
    static Slice locate(TensorProto tensor, Path folder) {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            if (!KEYS.contains(entry.getKey())) {
                throw bad("has the external data key '" + ContainedFile.abbreviated(entry.getKey())
                        + "', which the format does not know");
            }
            if (entries.put(entry.getKey(), entry.getValue()) != null) {
                throw bad("has the external data key '" + entry.getKey() + "' twice");
            }
        }
        Path file = contained(entries.getOrDefault("location", ""), folder);
        try {
            long size = Files.size(file);
            long offset = number(entries, "offset", 0);
            if (offset > size) {
                throw bad("begins at byte " + offset + " of '" + file.getFileName() + "', which has " + size);
            }
            long length = number(entries, "length", size - offset);
            if (length > size - offset) {
                throw bad("wants " + length + " bytes from byte " + offset + " of '" + file.getFileName()
                        + "', which has " + size);
            }
            return new Slice(file, offset, length);
        } catch (IOException e) {
            throw bad("has external data that cannot be read: " + e);
        }
    }

    private static long number(Map<String, String> entries, String key, long absent) {
        String text = entries.get(key);
        if (text == null) {
            return absent;
        }
        if (!text.matches("\\d{1,18}")) {
            throw bad("has the external data " + key + " '" + ContainedFile.abbreviated(text)
                    + "', which is no number of bytes");
        }
        return Long.parseLong(text);
    }

    private static Path contained(String location, Path folder) {
        if (location.isEmpty()) {
            throw bad("has external data without a location");
        }
        try {
            return ContainedFile.find(folder, location);
        } catch (ContainedFile.Refused e) {
            throw bad("has external data " + e.getMessage());
        }
    }

    private static BadModelException bad(String found) {
        return new BadModelException(found, null, null);
    }

    /** The bytes of a slice, mapped into memory, not read. */
    static ByteBuffer map(Slice slice) {
        try (var channel = FileChannel.open(slice.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, slice.offset(), slice.length());
        } catch (IOException | IllegalArgumentException e) {
            throw new BadModelException(
                    "The external data in " + slice.file() + " cannot be read: " + e, null, null, e);
        }
    }

    /** The bytes of a tensor, wherever they are; those of a file are mapped. */
    static ByteBuffer bytes(TensorProto tensor, Path folder) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
                ? map(locate(tensor, folder))
                : tensor.getRawData().asReadOnlyByteBuffer();
    }

    /** Whether bytes of initializers lie in other files. */
    static boolean isUsedBy(ModelProto model) {
        return model.getGraph().getInitializerList().stream()
                .anyMatch(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL);
    }

    /** The model with all external data of its initializers inside. The bytes stay mapped. */
    static ModelProto inline(ModelProto model, Path folder) {
        if (!isUsedBy(model)) {
            return model;
        }
        var builder = model.toBuilder();
        var graph = builder.getGraphBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto tensor = graph.getInitializer(i);
            if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
                graph.setInitializer(i, inlined(tensor, folder));
            }
        }
        return builder.build();
    }

    /** A tensor with its external data inside. */
    static TensorProto inlined(TensorProto tensor, Path folder) {
        return tensor.toBuilder()
                .clearDataLocation()
                .clearExternalData()
                .setRawData(UnsafeByteOperations.unsafeWrap(map(locate(tensor, folder))))
                .build();
    }
}
