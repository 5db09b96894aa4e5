package octet.openvino;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import octet.data.Tensor;
import octet.graph.DataType;

/** Writes tensors as NumPy reads them. */
final class Npz {

    private Npz() {}

    static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : tensors.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
                zip.write(npy(entry.getValue()));
                zip.closeEntry();
            }
        }
    }

    private static byte[] npy(Tensor tensor) {
        String dims = String.join(
                "", tensor.shape().dims().stream().map(dim -> dim + ",").toList());
        String descr = tensor.type() == DataType.INT64 ? "<i8" : "<f4";
        String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + dims + "), }";
        byte[] text =
                (header + " ".repeat(63 - (header.length() + 10) % 64) + "\n").getBytes(StandardCharsets.US_ASCII);
        int width = tensor.type().bytes();
        var bytes = ByteBuffer.allocate(
                        10 + text.length + width * (int) tensor.shape().elements())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.putShort((short) text.length).put(text);
        if (tensor.type() == DataType.INT64) {
            bytes.asLongBuffer().put(tensor.longs());
        } else {
            bytes.asFloatBuffer().put(tensor.floats());
        }
        return bytes.array();
    }
}
