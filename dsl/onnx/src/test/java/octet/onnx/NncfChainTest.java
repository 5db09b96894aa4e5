package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import octet.Model;
import octet.Octet;
import octet.placement.Placement;
import octet.placement.Preset;
import octet.plan.Settings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NNCF's placement from the file to the runtime: what it places must be written and run. */
class NncfChainTest {
    @TempDir
    private Path folder;

    private Model model(String name) throws IOException {
        Path file = folder.resolve(name + ".onnx");
        try (var resource = getClass().getResourceAsStream("/nncf/" + name + ".onnx")) {
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return Octet.load(file);
    }

    private static Settings likeNncf(Settings settings) {
        return settings.placement(Placement.nncf()).preset(Preset.PERFORMANCE).withoutCorrections();
    }

    @ParameterizedTest
    @CsvSource({
        "resnet-like, 20",
        "mobilenet-v2-like, 15",
        "convnext-like, 10",
        "unet-like, 20",
        "concat-nested, 15",
        "depthwise, 20"
    })
    void whatIsPlaced_isWritten_andRuns(String name, double least) throws IOException {
        var model = model(name);
        var samples = Quantizing.samples(model.inputs());
        var int8 = model.calibrate(samples).quantize(NncfChainTest::likeNncf);
        assertThat(int8.plan().quantizedOperations()).isPositive();
        assertThat(int8.validate(samples).error().sqnr()).isGreaterThan(least);
    }

    @ParameterizedTest
    @CsvSource({"resnet-like", "conv-hswish"})
    void quantizedOutputs_keepTheirNames_andHaveFewValues(String name) throws IOException {
        var model = model(name);
        var samples = Quantizing.samples(model.inputs());
        var int8 = model.calibrate(samples).quantize(q -> likeNncf(q).quantizeOutputs(true));
        var outputs = int8.run(samples.toList().get(0));
        assertThat(outputs)
                .containsOnlyKeys(model.outputs().stream().map(o -> o.name()).toList());
        for (var output : outputs.values()) {
            var distinct = new java.util.HashSet<Float>();
            for (float value : output.toFloats()) {
                distinct.add(value);
            }
            assertThat(distinct).hasSizeLessThanOrEqualTo(256);
        }
        assertThat(int8.validate(samples).error().sqnr()).isGreaterThan(15);
    }
}
