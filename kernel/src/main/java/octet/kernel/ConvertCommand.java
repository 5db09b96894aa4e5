package octet.kernel;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import octet.format.Formats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Converts a model from the command line. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a model in another format, unquantized: OpenVINO IR of .onnx, by the OpenVINO installed.")
final class ConvertCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "The model, such as model.onnx.")
    private Path model;

    @Parameters(index = "1", paramLabel = "OUT", description = "Where to write it; the ending says how: model.xml.")
    private Path output;

    @Override
    public Integer call() {
        Formats.convert(model, output);
        System.out.println("Saved " + output);
        return 0;
    }
}
