package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as a person types them: what they say, and that nobody is told to write code. */
class CommandsTest extends TypedCommands {
    @Test
    void quantize_andValidate_runToTheirEnd_onDataOfAnotherWidth() {
        Path out = folder.resolve("int8.onnx");
        Said quantized = say("quantize", model, "--data", data, "--output", out);
        assertThat(quantized.code()).as(quantized.text()).isZero();
        assertThat(quantized.text())
                .containsOnlyOnce("Calibrating: converted 'x' from float64 to float32")
                .contains("Saved " + out);
        Said validated = say("validate", model, out, "--data", data);
        assertThat(validated.code()).as(validated.text()).isZero();
        assertThat(validated.text()).contains("SQNR of outputs", " dB");
    }

    @Test
    void theSameModelTwice_isIdentical() {
        Said said = say("validate", model, model, "--data", data);
        assertThat(said.code()).isZero();
        assertThat(said.text()).contains("identical").doesNotContain("Infinity");
    }

    @Test
    void anotherModel_cannotBeValidated() throws IOException {
        Path other = product("other.onnx", "z", 1);
        assertThat(refused(1, "validate", model, other, "--data", data).text())
                .contains("other.onnx cannot be compared with model.onnx", "no output 'y' (nearest: 'z')");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aNumberOfSamplesBelowOne_isRefused_beforeTheModelIsLoaded(int samples) {
        Path none = folder.resolve("none.onnx");
        assertThat(refused(
                                CommandLine.ExitCode.USAGE,
                                "quantize",
                                none,
                                "--data",
                                data,
                                "--output",
                                folder.resolve("o.onnx"),
                                "--samples",
                                samples)
                        .text())
                .contains("--samples is " + samples, "at least 1")
                .doesNotContain("none.onnx");
    }

    @Test
    void missingData_isRefused_beforeTheModelIsLoaded() {
        Path none = folder.resolve("none.onnx");
        Path missing = folder.resolve("none.npz");
        String out = folder.resolve("o.onnx").toString();
        assertThat(refused(1, "quantize", none, "--data", missing, "--output", out)
                        .text())
                .contains("There is no file " + missing)
                .doesNotContain("none.onnx");
        assertThat(refused(1, "validate", none, none, "--data", missing).text())
                .contains("There is no file " + missing)
                .doesNotContain("none.onnx");
    }

    @Test
    void convert_saysWhichFormatsItCannotMake() {
        assertThat(refused(1, "convert", model, folder.resolve("out.onnx")).text())
                .contains("are of the format ONNX");
        assertThat(refused(1, "convert", model, folder.resolve("out.h5")).text())
                .contains("ends like no known model format", ".xml (OpenVINO IR)");
        assertThat(refused(1, "convert", folder.resolve("none.onnx"), folder.resolve("out.xml"))
                        .text())
                .contains("There is no file");
    }

    @Test
    void dataThatDoesNotFit_isToldAsArraysOfTheFile() throws IOException {
        Path wide = npy("wide.npy", 3, WIDTH + 1);
        assertThat(refused(1, "quantize", model, "--data", wide, "--output", folder.resolve("o.onnx"))
                        .text())
                .contains("wide.npy: the array 'x' has the shape [3, 5], which cannot be dealt out as [?, 4]");
    }

    @Test
    void whatToIgnore_isToldAsAnOption() throws IOException {
        String out = folder.resolve("o.onnx").toString();
        assertThat(refused(1, "quantize", model, "--data", data, "--output", out, "--ignore", "frist")
                        .text())
                .contains("'frist' matches no operation (nearest: 'first'");
        Path poor = product("poor.onnx", "y", 1e6f);
        Said said = say("quantize", poor, "--data", data, "--output", out);
        assertThat(said.text())
                .contains("far from float", "Try: --ignore 'it'\\''s' brings it from 0.0 to ")
                .doesNotContain("ignore(", "layers(");
    }

    /** Through the JVM that is made for cells, which must not blame a cell. */
    @Test
    void aNotebookInPython_isRefused_withoutAWordMore() throws IOException, InterruptedException {
        Path notebook = Files.writeString(
                folder.resolve("n.ipynb"),
                "{\"nbformat\":4,\"nbformat_minor\":5,\"cells\":[],\"metadata\":{\"kernelspec\":{\"language\":\"python\"}}}");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        notebook.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).isEqualTo(1);
        assertThat(said.lines()).singleElement().asString().contains("n.ipynb is a notebook in python");
    }

    @Test
    void aFolderThatIsNotThere_isRefused_beforeACellRuns() throws IOException {
        Path notebook = Files.writeString(
                folder.resolve("n.ipynb"), "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[]}");
        for (String option : new String[] {"--output", "--html"}) {
            assertThat(refused(1, "run", notebook, option, folder.resolve("nodir/out"))
                            .text())
                    .contains("there is no folder " + folder.resolve("nodir"));
        }
        assertThat(folder.resolve("nodir")).doesNotExist();
    }
}
