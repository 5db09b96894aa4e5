package octet.kernel;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import octet.Octet;
import octet.archive.CalibrationFile;
import octet.data.NumpyFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two model files from the command line. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Compares an int8 model with its float model: outputs, size and latency.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

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

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "A saved calibration: warn where inputs leave the ranges that it has seen.")
    private Path calibration;

    @Override
    public Integer call() {
        var problems = new OptionProblems();
        problems.file(() -> NumpyFiles.check(data));
        if (calibration != null) {
            problems.file(() -> CalibrationFile.read(calibration));
        }
        problems.throwIfAny(spec.commandLine());
        var floats = Octet.load(model);
        var samples = floats.numpy(data);
        Show.value(
                calibration == null
                        ? floats.compare(int8, samples, null)
                        : floats.compare(int8, samples, null, floats.calibration(calibration)));
        return 0;
    }
}
