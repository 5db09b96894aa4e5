package octet.openvino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.format.AtomicFile;
import octet.openvino.ir.Ir;
import octet.openvino.runtime.ConverterException;
import octet.openvino.runtime.OpenVinoConverter;
import octet.problem.SaveException;
import octet.problem.UnsupportedModelException;

/** Makes IR of a model that OpenVINO reads, in float32, beside its place, and moves it there when it is whole. */
final class Conversion {

    private Conversion() {}

    static void convert(Path source, Path target) {
        Path xml = null;
        try {
            xml = Files.createTempDirectory(target.toAbsolutePath().getParent(), ".octet-convert")
                    .resolve("model.xml");
            OpenVinoConverter.convert(source, xml);
            Ir.read(xml);
            save(xml, target);
        } catch (ConverterException e) {
            throw new UnsupportedModelException(
                    "OpenVINO did not turn " + source + " into IR: " + e.getMessage(),
                    null,
                    e.isOfTheModel()
                            ? "export the model again, with another opset perhaps"
                            : "run 'ovc " + source.getFileName() + " --output_model " + target.getFileName()
                                    + " --compress_to_fp16=False', which 'pip install openvino' brings, and load its"
                                    + " .xml",
                    e);
        } catch (IOException e) {
            throw new SaveException(
                    "The file " + target + " cannot be written: " + e,
                    "a writable folder with room on its disk",
                    "save somewhere else; a file that stood there before is untouched",
                    e);
        } finally {
            delete(xml);
        }
    }

    private static void save(Path xml, Path target) {
        Map<Path, AtomicFile.Contents> files = new LinkedHashMap<>();
        files.put(Ir.weightsOf(target), out -> Files.copy(Ir.weightsOf(xml), out));
        files.put(target, out -> Files.copy(xml, out));
        AtomicFile.write(files);
    }

    private static void delete(Path xml) {
        if (xml != null) {
            for (Path file : List.of(xml, Ir.weightsOf(xml), xml.getParent())) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // What was converted is in place, or another error tells why not.
                }
            }
        }
    }
}
