package octet.openvino;

import static octet.openvino.BadFile.files;
import static octet.openvino.BadFile.refusedByOpenVino;
import static octet.openvino.BadFile.text;
import static octet.openvino.BadFile.unsupported;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import octet.Octet;
import octet.problem.SaveException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model here is refused in words, whatever OpenVINO would do with it. */
@NeedsOpenVino
@EnabledOnOs(OS.LINUX)
class BadModelTest {
    private static final int LONGEST = 220;

    @TempDir
    private Path folder;

    private static String withDocumentType(String type) {
        return TinyIr.with("<net ", type + "<net ");
    }

    static List<BadFile> texts() {
        String laughs = "<!DOCTYPE net [<!ENTITY a \"ha\"><!ENTITY b \"" + "&a;".repeat(1000) + "\">]>";
        return List.of(
                files("X empty", f -> Files.writeString(f.resolve("model.xml"), ""), "is empty"),
                files("X no XML", f -> Files.writeString(f.resolve("model.xml"), "{}"), "is no XML"),
                files("X a folder", f -> Files.createDirectory(f.resolve("model.xml")), "is not a regular file"),
                files(
                        "X web page",
                        f -> Files.writeString(f.resolve("model.xml"), "<!DOCTYPE html><html></html>"),
                        "is an HTML page"),
                files(
                        "X Git LFS pointer",
                        f -> Files.writeString(f.resolve("model.xml"), "version https://git-lfs.github.com/spec/v1\n"),
                        "git lfs pull"),
                files(
                        "X other XML",
                        f -> Files.writeString(f.resolve("model.xml"), "<?xml version=\"1.0\"?><project/>"),
                        "an XML file of 'project'"),
                text("X cut off", TinyIr.text().substring(0, 700), "no well-formed XML", "line"),
                text(
                        "X1 entity from a file",
                        withDocumentType("<!DOCTYPE net [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                                .replace("name=\"tiny\"", "name=\"&x;\""),
                        "DOCTYPE"),
                text(
                        "X1 DTD from the network",
                        withDocumentType("<!DOCTYPE net SYSTEM \"http://127.0.0.1:9/a.dtd\">"),
                        "DOCTYPE"),
                text("X2 billion laughs", withDocumentType(laughs).replace("\"tiny\"", "\"&b;\""), "DOCTYPE"),
                text(
                        "X9 nested",
                        TinyIr.with("<edges>", "<a>".repeat(100) + "</a>".repeat(100) + "<edges>"),
                        "nests elements more than 64 deep"),
                text(
                        "X9 attribute of 17 MB",
                        TinyIr.with("\"tiny\"", "\"" + "n".repeat(17 << 20) + "\""),
                        "of 17825792 characters"),
                text("X9 a million layers", layers(1_000_000), "more than 2000000 elements"));
    }

    private static String layers(int count) {
        var layers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            layers.append("<layer id=\"").append(i + 7).append("\" name=\"n\" type=\"ReLU\"><data/></layer>");
        }
        return TinyIr.with("<edges>", layers + "<edges>");
    }

    static List<BadFile> constants() {
        return List.of(
                text(
                        "X4 beyond the end",
                        TinyIr.with("offset=\"128\"", "offset=\"132\""),
                        "'b' wants 32 bytes from byte 132 of the weights, which have 160"),
                text(
                        "X4 sum past a long",
                        TinyIr.with("offset=\"128\"", "offset=\"999999999999999999\""),
                        "wants 32 bytes from byte 999999999999999999"),
                text(
                        "X4 offset of 2^64",
                        TinyIr.with("offset=\"128\"", "offset=\"18446744073709551566\""),
                        "no number from 0"),
                text(
                        "X5 no number",
                        TinyIr.with("offset=\"128\"", "offset=\"here\""),
                        "the offset of its data is 'here'"),
                text("X5 negative", TinyIr.with("offset=\"128\"", "offset=\"-4\""), "the offset of its data is '-4'"),
                text("X5 hexadecimal", TinyIr.with("size=\"32\"", "size=\"0x20\""), "the size of its data is '0x20'"),
                text("X5 no offset", TinyIr.with(" offset=\"128\"", ""), "the offset of its data is ''"),
                text(
                        "X6 another size",
                        TinyIr.with("size=\"32\"", "size=\"28\""),
                        "has the shape [1, 8] of f32 but 28 bytes"),
                text(
                        "X6 shape beyond a long",
                        TinyIr.with("shape=\"1, 8\"", "shape=\"4294967296, 4294967296\""),
                        "larger than any memory"),
                text(
                        "X4 in the body of a loop",
                        TinyIr.with(
                                "<edges>",
                                "<body><layers><layer id=\"0\" name=\"inner\" type=\"Const\"><data element_type=\"f32\""
                                        + " shape=\"9\" offset=\"140\" size=\"36\"/></layer></layers></body><edges>"),
                        "'inner' wants 36 bytes from byte 140"));
    }

    static List<BadFile> graphs() {
        return List.of(
                text(
                        "X7 unknown layer",
                        TinyIr.with("from-layer=\"3\"", "from-layer=\"33\""),
                        "port 0 of layer 33, which is not there"),
                text(
                        "X7 unknown port",
                        TinyIr.with("from-port=\"2\" to-layer=\"5\"", "from-port=\"7\" to-layer=\"5\""),
                        "port 7 of layer 4"),
                text(
                        "X7 unknown input",
                        TinyIr.with("to-layer=\"5\" to-port=\"0\"", "to-layer=\"5\" to-port=\"3\""),
                        "leads to port 3 of layer 5"),
                text(
                        "X7 input twice",
                        TinyIr.with("to-layer=\"4\" to-port=\"1\"", "to-layer=\"4\" to-port=\"0\""),
                        "two edges lead to input 0 of 'sum'"),
                text(
                        "X7 input without an edge",
                        TinyIr.with("<edge from-layer=\"3\" from-port=\"0\" to-layer=\"4\" to-port=\"1\" />", ""),
                        "input 1 of 'sum' is not connected"),
                text(
                        "X7 number twice",
                        TinyIr.with("layer id=\"3\"", "layer id=\"1\""),
                        "two layers have the number 1"),
                text("X7 name twice", TinyIr.with("name=\"relu\"", "name=\"sum\""), "two layers have the name 'sum'"),
                text(
                        "X7 number that is none",
                        TinyIr.with("layer id=\"3\"", "layer id=\"three\""),
                        "'three', no number"),
                text(
                        "X7 cycle",
                        TinyIr.with(
                                "from-layer=\"0\" from-port=\"0\" to-layer=\"2\"",
                                "from-layer=\"5\" from-port=\"1\" to-layer=\"2\""),
                        "form a cycle"),
                text("X no layers", "<?xml version=\"1.0\"?><net name=\"n\" version=\"11\"/>", "has no layers"),
                unsupported(
                        "X8 version 5", TinyIr.with("version=\"11\"", "version=\"5\""), "is of version 5", "10 or 11"),
                unsupported("X8 version 99", TinyIr.with("version=\"11\"", "version=\"99\""), "is of version 99"),
                unsupported("X8 no version", TinyIr.with(" version=\"11\"", ""), "declares no version"));
    }

    static List<BadFile> notRun() {
        return List.of(
                refusedByOpenVino(
                        "an operator that OpenVINO does not have",
                        TinyIr.with("type=\"ReLU\" version=\"opset1\"", "type=\"Frobnicate\" version=\"extension\""),
                        "Frobnicate"),
                refusedByOpenVino(
                        "an operator of a later opset",
                        TinyIr.with("type=\"ReLU\" version=\"opset1\"", "type=\"ReLU\" version=\"opset99\""),
                        "opset99"),
                refusedByOpenVino(
                        "an operator without a kernel on the device",
                        normalisedOverComputedAxes(),
                        "Unsupported operation of type: LRN"),
                refusedByOpenVino(
                        "shapes that do not fit",
                        TinyIr.with("transpose_b=\"false\"", "transpose_b=\"true\""),
                        "dimension"));
    }

    /** OpenVINO's kernels for the CPU take only axes that are constant. */
    private static String normalisedOverComputedAxes() {
        return TinyIr.with(
                        "type=\"ReLU\" version=\"opset1\">",
                        "type=\"LRN\" version=\"opset1\">" + "<data alpha=\"1\" beta=\"1\" bias=\"1\" size=\"3\" />")
                .replace(
                        "<input><port id=\"0\" precision=\"FP32\"><dim>-1</dim><dim>8</dim></port></input>\n"
                                + "\t\t\t<output><port id=\"1\"",
                        "<input><port id=\"0\" precision=\"FP32\"><dim>-1</dim><dim>8</dim></port>"
                                + "<port id=\"2\" precision=\"I64\"><dim>2</dim></port></input>\n"
                                + "\t\t\t<output><port id=\"1\"")
                .replace(
                        "\t</layers>",
                        "<layer id=\"7\" name=\"axes\" type=\"ShapeOf\" version=\"opset3\">"
                                + "<data output_type=\"i64\" />"
                                + "<input><port id=\"0\" precision=\"FP32\"><dim>-1</dim><dim>4</dim></port></input>"
                                + "<output><port id=\"1\" precision=\"I64\"><dim>2</dim></port></output></layer>\n\t</layers>")
                .replace(
                        "</edges>",
                        "<edge from-layer=\"0\" from-port=\"0\" to-layer=\"7\" to-port=\"0\" />"
                                + "<edge from-layer=\"7\" from-port=\"1\" to-layer=\"5\" to-port=\"2\" /></edges>");
    }

    static List<BadFile> weights() {
        return List.of(
                files(
                        "X10 missing",
                        f -> Files.writeString(f.resolve("model.xml"), TinyIr.text()),
                        "'model.bin', which is not there"),
                files("X10 empty", f -> withWeights(f, new byte[0]), "of the weights, which have 0"),
                files("X10 short", f -> withWeights(f, new byte[150]), "which have 150"),
                files(
                        "X10 folder",
                        f -> {
                            Files.createDirectory(f.resolve("model.bin"));
                            return Files.writeString(f.resolve("model.xml"), TinyIr.text());
                        },
                        "which is not a regular file"),
                files(
                        "X10 link",
                        f -> {
                            Path outside = Files.write(f.resolveSibling("outside.bin"), TinyIr.weights());
                            Files.createSymbolicLink(f.resolve("model.bin"), outside);
                            return Files.writeString(f.resolve("model.xml"), TinyIr.text());
                        },
                        "through a symbolic link"),
                files(
                        "X10 hard link",
                        f -> {
                            Path outside = Files.write(f.resolveSibling("outside.bin"), TinyIr.weights());
                            Files.createLink(f.resolve("model.bin"), outside);
                            return Files.writeString(f.resolve("model.xml"), TinyIr.text());
                        },
                        "a hard link"));
    }

    private static Path withWeights(Path folder, byte[] bytes) throws IOException {
        Files.write(folder.resolve("model.bin"), bytes);
        return Files.writeString(folder.resolve("model.xml"), TinyIr.text());
    }

    static List<BadFile> all() {
        return java.util.stream.Stream.of(texts(), constants(), graphs(), weights(), notRun())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefused(BadFile file) throws IOException {
        file.check(Files.createDirectory(folder.resolve("models")));
    }

    @Test
    void X3_anInclude_isNotFollowed() throws IOException {
        String include = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>";
        Path file = TinyIr.write(folder, TinyIr.with("<edges>", include + "<edges>"));
        assertThat(Octet.load(file).outputs()).hasSize(1);
    }

    @Test
    void aQuantizedModel_isSaidToBeOne() throws IOException {
        Path file = TinyIr.write(folder, TinyIr.with("type=\"ReLU\"", "type=\"FakeQuantize\""));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Octet.load(file)))
                .hasMessageContaining("is quantized already: it holds [FakeQuantize]");
    }

    @Test
    void aNameThatIsNoneOfAnIr_isRefused_andNothingIsWritten() throws IOException {
        var model = Octet.load(TinyIr.write(folder, TinyIr.text()));
        var samples =
                Octet.samples(List.of(octet.data.Sample.of(octet.data.Tensor.of(new float[] {1, 2, 3, 4}, 1, 4))));
        var int8 = model.calibrate(samples).quantize();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> int8.save(folder.resolve("int8.onnx"))))
                .isInstanceOf(SaveException.class)
                .hasMessageContaining("a name that ends in .xml");
        assertThat(folder.resolve("int8.onnx")).doesNotExist();
        assertThat(folder.resolve("int8.bin")).doesNotExist();
    }

    @Test
    void whereOneOfBothFilesCannotBeWritten_theOtherStaysAsItWas() throws IOException {
        var model = Octet.load(TinyIr.write(folder, TinyIr.text()));
        var samples =
                Octet.samples(List.of(octet.data.Sample.of(octet.data.Tensor.of(new float[] {1, 2, 3, 4}, 1, 4))));
        var int8 = model.calibrate(samples).quantize();
        Files.createDirectories(folder.resolve("int8.bin/inside"));
        Files.writeString(folder.resolve("int8.xml"), "before");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> int8.save(folder.resolve("int8.xml"))))
                .isInstanceOf(SaveException.class);
        assertThat(folder.resolve("int8.xml")).hasContent("before");
        assertThat(folder.resolve("int8.bin")).isDirectory();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".int8"));
        }
    }

    /** {@code -Doctet.golden=write} writes it anew. */
    @Test
    void thePublishedTable_isWhatHappens() throws IOException {
        var table = new StringBuilder("""
                # Bad input

                Every model that these tests make on purpose, and what happens to it, as a person is told. Written by `BadModelTest`
                with `-Doctet.golden=write`, which otherwise fails where this page is no longer true. Nothing is written, nothing
                outside a model's folder is read, nothing is fetched, and no memory is taken that a file merely announces. Constants
                may begin at any byte: OpenVINO packs them without gaps. Elements that are not understood are kept and not followed.
                """);
        rows(table, "Texts that are no model", texts());
        rows(table, "Constants that cannot be", constants());
        rows(table, "Graphs that cannot be computed", graphs());
        rows(table, "Weights", weights());
        rows(table, "Models that OpenVINO does not run", notRun());
        Path page = Path.of("bad-input.md");
        if ("write".equals(System.getProperty("octet.golden"))) {
            Files.writeString(page, table.toString());
        }
        assertThat(table.toString()).isEqualTo(Files.readString(page));
    }

    private void rows(StringBuilder table, String title, List<BadFile> files) throws IOException {
        table.append("\n## ").append(title).append("\n\n| input | what happens |\n|---|---|\n");
        for (BadFile file : files) {
            Path own = Files.createDirectory(
                    Files.createTempDirectory(folder, "row").resolve("models"));
            String told = file.check(own)
                    .replaceFirst("(?s)\\.?\\s*Expected: .*", "")
                    .replace(own.toString(), "…")
                    .replaceAll("OpenVINO [\\d.]+", "OpenVINO")
                    .replaceAll("([A-Za-z]_)\\d+", "$1…")
                    .replaceFirst(" Details: .*", "")
                    .replaceAll("\\p{Cntrl}+", " ")
                    .replace("|", "\\|")
                    .replace("<", "&lt;");
            table.append("| ")
                    .append(file.row())
                    .append(" | ")
                    .append(told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told)
                    .append(" |\n");
        }
    }
}
