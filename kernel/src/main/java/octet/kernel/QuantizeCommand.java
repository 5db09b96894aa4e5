package octet.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import octet.Model;
import octet.Octet;
import octet.data.NumpyFiles;
import octet.format.AtomicFile;
import octet.placement.IgnoredScope;
import octet.placement.Preset;
import octet.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Quantizes a model from the command line. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = "Makes an int8 model from a float model and calibration samples.")
final class QuantizeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "The float model.")
    private Path model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "CALIB.npz",
            description = "Calibration samples: one array a model input, rows along the first axis.")
    private Path data;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "" + Model.SUBSET_SIZE,
            description = "Use the first N samples; ${DEFAULT-VALUE} unless set.")
    private int samples;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            defaultValue = "performance",
            description = "performance or mixed; ${DEFAULT-VALUE} unless set.")
    private Preset preset;

    @Option(
            names = "--ignore",
            paramLabel = "PATTERN",
            description = "Leave operations of this name or type in float; * and ? stand for other characters.")
    private List<String> ignored = List.of();

    @Option(names = "--output", required = true, paramLabel = "OUT", description = "Where to write the int8 model.")
    private Path output;

    @Override
    public Integer call() {
        if (samples < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--samples is " + samples + ", but it must be a number of at least 1");
        }
        NumpyFiles.check(data);
        AtomicFile.check(output);
        var floats = Octet.load(model);
        Show.value(floats);
        floats.checkOutput(output);
        var scope = IgnoredScope.namesOrTypes(ignored);
        scope.validate(floats.graph());
        var calibration = floats.calibrate(floats.numpy(data), samples);
        Show.value(calibration);
        var int8 = calibration.quantize(settings -> settings.preset(preset).ignore(scope));
        Show.quantized(int8);
        int8.save(output);
        System.out.println("Saved " + output + " and " + Recipe.beside(output));
        return 0;
    }
}
