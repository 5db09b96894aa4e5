package octet.kernel;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import octet.Octet;
import octet.data.NumpyFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two model files from the command line. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Compares an int8 model with its float model: outputs, size and latency.")
final class ValidateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "The float model.")
    private Path model;

    @Parameters(index = "1", paramLabel = "INT8", description = "The int8 model, made by Octet or anything else.")
    private Path int8;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "EVAL.npz",
            description = "Validation samples: one array a model input, rows along the first axis.")
    private Path data;

    @Override
    public Integer call() {
        NumpyFiles.check(data);
        var floats = Octet.load(model);
        Show.value(floats.compare(int8, floats.numpy(data), null));
        return 0;
    }
}
