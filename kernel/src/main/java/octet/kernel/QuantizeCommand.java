package octet.kernel;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import octet.AccuracyResult;
import octet.Calibration;
import octet.Model;
import octet.Octet;
import octet.archive.CalibrationFile;
import octet.data.NumpyFiles;
import octet.format.AtomicFile;
import octet.plan.Settings;
import octet.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Quantizes a model from the command line. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes an int8 model from a float model and calibration samples.")
final class QuantizeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "The float model.")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "CALIB.npz",
            description =
                    "Calibration samples: one array a model input, rows along the first axis. Needed unless there is"
                            + " --calibration.")
    private Path data;

    @Option(names = "--output", required = true, paramLabel = "OUT", description = "Where to write the int8 model.")
    private Path output;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Use the first N samples; " + Model.SUBSET_SIZE + " unless set.")
    private Integer samples;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description =
                    "Take what a saved calibration has observed, and run over no samples. With --data, which must be"
                            + " the samples that it has seen, what is missing is observed.")
    private Path calibration;

    @Option(
            names = "--save-calibration",
            paramLabel = "FILE",
            description = "Keep what was observed, with a few samples for checks, for --calibration.")
    private Path savedCalibration;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private AccuracyOptions accuracy;

    @Override
    public Integer call() {
        var problems = new OptionProblems();
        var change = settings.read(problems);
        check(problems);
        accuracy.check(problems);
        problems.throwIfAny(spec.commandLine());
        var floats = Octet.load(model);
        Show.value(floats);
        floats.checkOutput(output);
        settings.ignored().validate(floats.graph());
        Calibration seen = calibration(floats, change);
        Show.value(seen);
        var observed = seen.statistics();
        save(seen);
        var int8 = seen.quantize(change);
        if (accuracy.isWanted()) {
            AccuracyResult result = accuracy.search(floats, int8);
            Show.value(result);
            result.save(output);
        } else {
            Show.quantized(int8);
            int8.save(output);
        }
        System.out.println("Saved " + output + " and " + Recipe.beside(output));
        if (!seen.statistics().equals(observed)) {
            save(seen);
        }
        return 0;
    }

    private void save(Calibration seen) {
        if (savedCalibration != null) {
            Show.value(seen.save(savedCalibration));
        }
    }

    private void check(OptionProblems problems) {
        if (data == null && calibration == null) {
            problems.add("There is neither --data nor --calibration, but one of them is needed");
        }
        if (samples != null && samples < 1) {
            problems.add("--samples is " + samples + ", but it must be a number of at least 1");
        }
        if (samples != null && calibration != null) {
            problems.add("--samples and --calibration cannot be combined, as a calibration knows its samples");
        }
        if (savedCalibration != null && savedCalibration.toAbsolutePath().equals(output.toAbsolutePath())) {
            problems.add("--save-calibration and --output are the same file");
        }
        if (data != null) {
            problems.file(() -> NumpyFiles.check(data));
        }
        if (calibration != null) {
            problems.file(() -> CalibrationFile.read(calibration));
        }
        problems.file(() -> AtomicFile.check(output));
        if (savedCalibration != null) {
            problems.file(() -> AtomicFile.check(savedCalibration));
        }
    }

    private Calibration calibration(Model floats, UnaryOperator<Settings> change) {
        if (calibration == null) {
            return floats.calibrate(floats.numpy(data), samples == null ? Model.SUBSET_SIZE : samples, change);
        }
        Calibration saved = floats.calibration(calibration);
        return data == null ? saved : saved.with(floats.numpy(data));
    }
}
