package octet.openvino.ir;

import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.format.AtomicFile;

/**
 * A model, ready to be written or run. Treat the bytes as read-only.
 *
 * @param xml the text
 * @param weights the weights, one part after another
 */
public record IrFile(byte[] xml, List<ByteBuffer> weights) {

    /** Copies the list. */
    public IrFile {
        weights = List.copyOf(weights);
    }

    /** The size of both files. */
    public long bytes() {
        return xml.length + weights.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    /** Writes both files, or neither. */
    public void save(Path file) {
        Map<Path, AtomicFile.Contents> files = new LinkedHashMap<>();
        files.put(IrReader.weightsOf(file), out -> {
            var channel = Channels.newChannel(out);
            for (ByteBuffer part : weights) {
                channel.write(part.duplicate());
            }
        });
        files.put(file, out -> out.write(xml));
        AtomicFile.write(files);
    }
}
