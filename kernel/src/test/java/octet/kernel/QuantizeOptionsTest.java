package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The options of {@code quantize}, and the calibration that it keeps. */
class QuantizeOptionsTest extends TypedCommands {
    @Test
    void help_tellsAllOptions() {
        Said said = say("quantize", "--help");
        assertThat(said.code()).isZero();
        assertThat(said.text())
                .contains("--data=CALIB.npz", "--samples=N", "300 unless set", "--output=OUT", "--calibration=FILE")
                .contains("--save-calibration=FILE", "--preset=PRESET", "--ignore=PATTERN", "--target=TARGET")
                .contains("--placement=PLACEMENT", "--model-type=TYPE", "--overflow-fix=LAYERS", "--estimator=NAME")
                .contains("--smooth-quant-alpha=ALPHA", "--no-corrections", "first-layer", "percentile")
                .contains("--max-drop=DROP", "--validation-data=EVAL.npz", "--metric=METRIC", "--labels=LABELS.npy");
    }

    @Test
    void allThatIsWrongWithOptions_isToldAtOnce_beforeTheModelIsLoaded() {
        Said said = refused(
                CommandLine.ExitCode.USAGE,
                "quantize",
                folder.resolve("none.onnx"),
                "--output",
                folder.resolve("nodir/o.onnx"),
                "--samples=-1",
                "--preset=fast",
                "--placement=ncnf",
                "--target=gpu",
                "--model-type=cnn",
                "--mode=fp8",
                "--overflow-fix=frist-layer",
                "--estimator=hist",
                "--smooth-quant-alpha=2",
                "--calibration",
                folder.resolve("none.calibration"));
        assertThat(said.text())
                .contains(
                        "12 problems",
                        "--mode is 'fp8', not one of fp8-e4m3, fp8-e5m2",
                        "--preset is 'fast', not one of performance, mixed")
                .contains("--placement is 'ncnf', not one of nncf, target (nearest: 'nncf'")
                .contains("There is no target 'gpu'. Expected: one of onnxruntime-cpu, openvino, portable")
                .contains("--model-type is 'cnn'", "(nearest: 'first-layer'", "There is no range 'hist'")
                .contains("--smooth-quant-alpha is 2.0", "--samples is -1", "--samples and --calibration cannot")
                .contains("There is no file " + folder.resolve("none.calibration"), "there is no folder ")
                .doesNotContain("none.onnx");
    }

    @Test
    void optionsThatContradictEachOther_areTold() {
        String out = folder.resolve("o.onnx").toString();
        assertThat(refused(CommandLine.ExitCode.USAGE, "quantize", model, "--output", out)
                        .text())
                .contains("neither --data nor --calibration");
        assertThat(refused(
                                CommandLine.ExitCode.USAGE,
                                "quantize",
                                model,
                                "--output",
                                out,
                                "--data",
                                data,
                                "--save-calibration",
                                out,
                                "--placement=nncf",
                                "--target=portable",
                                "--no-corrections",
                                "--smooth-quant-alpha=0.5")
                        .text())
                .contains("--save-calibration and --output are the same file")
                .contains("--placement nncf and --target cannot be combined")
                .contains("--smooth-quant-alpha and --no-corrections contradict each other");
    }

    @Test
    void aBound_isKept_orTold() throws IOException {
        Path out = folder.resolve("bounded.onnx");
        Said said =
                say("quantize", model, "--data", data, "--output", out, "--max-drop=0.5", "--validation-data", data);
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("is within its bound: output error", "2 evaluations on all 6 samples", "Saved " + out);
        assertThat(out).exists();
        Said missed = say(
                "quantize",
                model,
                "--data",
                data,
                "--output",
                out,
                "--max-drop=0",
                "--metric=cosine",
                "--drop-type=relative",
                "--time-budget=0",
                "--validation-data",
                data);
        assertThat(missed.code()).as(missed.text()).isZero();
        assertThat(missed.text()).contains("cosine to float", "the budget of 0");
    }

    @Test
    void boundsThatCannotBe_areToldTogether() {
        Said said = refused(
                CommandLine.ExitCode.USAGE,
                "quantize",
                model,
                "--data",
                data,
                "--output",
                folder.resolve("o.onnx"),
                "--max-drop=-1",
                "--metric=top1",
                "--drop-type=abs",
                "--labels",
                folder.resolve("none.npy"),
                "--max-evaluations=1",
                "--time-budget=-2");
        assertThat(said.text())
                .contains("--max-drop is -1.0, but float itself drops by 0", "--max-drop needs --validation-data")
                .contains("--metric is 'top1'", "(nearest: 'top-1'", "--drop-type is 'abs'", "need each other")
                .contains("--max-evaluations is 1", "--time-budget is -2.0", "There is no file ");
        assertThat(refused(
                                CommandLine.ExitCode.USAGE,
                                "quantize",
                                model,
                                "--data",
                                data,
                                "--output",
                                folder.resolve("o.onnx"),
                                "--validation-data",
                                data)
                        .text())
                .contains("but no --max-drop");
    }

    @Test
    void aSavedCalibration_standsForTheData() throws IOException {
        Path out = folder.resolve("int8.onnx");
        Path kept = folder.resolve("kept.calibration");
        Said first = say("quantize", model, "--data", data, "--output", out, "--save-calibration", kept);
        assertThat(first.code()).as(first.text()).isZero();
        assertThat(first.text()).containsOnlyOnce("Saved " + kept + " (").contains("Warning: Only 6 samples");
        Said second = say("quantize", model, "--calibration", kept, "--output", out, "--preset=MIXED");
        assertThat(second.code()).as(second.text()).isZero();
        assertThat(second.text()).contains("on 6 samples").doesNotContain("Calibrating:");
        Said missing =
                refused(1, "quantize", model, "--calibration", kept, "--output", out, "--estimator", "percentile=99");
        assertThat(missing.text()).contains("what the calibration has not observed: histogram of");
        Said given = say(
                "quantize",
                model,
                "--calibration",
                kept,
                "--data",
                data,
                "--output",
                out,
                "--estimator",
                "percentile=99");
        assertThat(given.code()).as(given.text()).isZero();
        Path other = product("other.onnx", "z", 1);
        assertThat(refused(1, "quantize", other, "--calibration", kept, "--output", out)
                        .text())
                .contains("kept.calibration is of another model: model.onnx with the SHA-256");
        Files.write(kept, new byte[] {1, 2, 3});
        assertThat(refused(1, "quantize", model, "--calibration", kept, "--output", out)
                        .text())
                .contains("kept.calibration is no calibration");
    }

    @Test
    void validation_warnsOfInputsThatTheCalibrationHasNotSeen() throws IOException {
        Path out = folder.resolve("int8.onnx");
        Path kept = folder.resolve("kept.calibration");
        assertThat(say("quantize", model, "--data", data, "--output", out, "--save-calibration", kept)
                        .code())
                .isZero();
        assertThat(say("validate", model, out, "--data", data, "--calibration", kept)
                        .text())
                .contains("SQNR")
                .doesNotContain("Warning");
        Path more = npy("more.npy", 400, WIDTH);
        assertThat(say("validate", model, out, "--data", more, "--calibration", kept)
                        .text())
                .contains("Warning: The input 'x' leaves its calibrated range", "of 400 samples");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--placement=nncf",
                "--target=portable",
                "--model-type=transformer",
                "--overflow-fix=First-Layer",
                "--smooth-quant-alpha=0.5",
                "--smooth-quant-alpha=-1",
                "--estimator=histogram",
                "--no-corrections"
            })
    void everySetting_isObeyed_inOnePass(String option) throws IOException {
        Path out = folder.resolve("int8.onnx");
        Said said = say("quantize", model, "--data", data, "--output", out, option);
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).containsOnlyOnce("Calibrating: converted");
        String value = option.substring(option.indexOf('=') + 1).toLowerCase(Locale.ROOT);
        String recipe = Files.readString(folder.resolve("int8.recipe.json"));
        assertThat(recipe)
                .contains(option.startsWith("--no") ? "\"biasCorrection\" : \"never\"" : value.replace("-1", "never"));
    }
}
