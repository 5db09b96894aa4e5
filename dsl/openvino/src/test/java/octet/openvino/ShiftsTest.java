package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Sample;
import octet.data.Tensor;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import octet.placement.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A convolution of 1×1 whose input, weights and bias lie on the grids of int8, so that its exact result is known. */
@NeedsOpenVino
class ShiftsTest {
    private static final int CHANNELS = 16;
    private static final int PIXELS = 4;
    /** 255 steps of a quarter from −16 to 47.75: zero is on the grid, and not in its middle. */
    private static final float STEP = 0.25f;

    private static final int LOWEST = -64;
    private static final String TEXT = """
            <?xml version="1.0"?>
            <net name="exact" version="11">
            	<layers>
            		<layer id="0" name="x" type="Parameter" version="opset1">
            			<data shape="1,16,2,2" element_type="f32" />
            			<output><port id="0" precision="FP32" names="x">%1$s</port></output>
            		</layer>
            		<layer id="1" name="w" type="Const" version="opset1">
            			<data element_type="f32" shape="16, 16, 1, 1" offset="0" size="1024" />
            			<output><port id="0" precision="FP32">%2$s</port></output>
            		</layer>
            		<layer id="2" name="conv" type="Convolution" version="opset1">
            			<data strides="1, 1" dilations="1, 1" pads_begin="%4$d, %4$d" pads_end="%4$d, %4$d" auto_pad="explicit" />
            			<input><port id="0" precision="FP32">%1$s</port><port id="1" precision="FP32">%2$s</port></input>
            			<output><port id="2" precision="FP32">%5$s</port></output>
            		</layer>
            		<layer id="3" name="b" type="Const" version="opset1">
            			<data element_type="f32" shape="1, 16, 1, 1" offset="1024" size="64" />
            			<output><port id="0" precision="FP32">%3$s</port></output>
            		</layer>
            		<layer id="4" name="sum" type="Add" version="opset1">
            			<data auto_broadcast="numpy" />
            			<input><port id="0" precision="FP32">%5$s</port><port id="1" precision="FP32">%3$s</port></input>
            			<output><port id="2" precision="FP32" names="y">%5$s</port></output>
            		</layer>
            		<layer id="5" name="y/result" type="Result" version="opset1">
            			<input><port id="0" precision="FP32">%5$s</port></input>
            		</layer>
            	</layers>
            	<edges>
            		<edge from-layer="0" from-port="0" to-layer="2" to-port="0" />
            		<edge from-layer="1" from-port="0" to-layer="2" to-port="1" />
            		<edge from-layer="2" from-port="2" to-layer="4" to-port="0" />
            		<edge from-layer="3" from-port="0" to-layer="4" to-port="1" />
            		<edge from-layer="4" from-port="2" to-layer="5" to-port="0" />
            	</edges>
            </net>
            """;

    @TempDir
    private Path folder;

    /** The weight of an input in an output, in steps of 1: each output has ±127, so that its scale is 1. */
    private static int weight(int output, int input) {
        return input == output ? 127 : (output * 31 + input * 17) % 253 - 126;
    }

    private static float bias(int output) {
        return output - 7.5f;
    }

    /** Pixels in steps; the first sample holds both ends of the range. */
    private static int pixel(int sample, int channel, int at) {
        return LOWEST + Math.floorMod((sample * 7 + channel * PIXELS + at) * 255 / 63 - sample * 28, 256);
    }

    private static Tensor input(int sample) {
        float[] values = new float[CHANNELS * PIXELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = STEP * pixel(sample, i / PIXELS, i % PIXELS);
        }
        return Tensor.of(values, 1, CHANNELS, 2, 2);
    }

    private QuantizedModel int8(int padding) throws IOException {
        var weights = ByteBuffer.allocate(4 * (CHANNELS * CHANNELS + CHANNELS)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < CHANNELS * CHANNELS; i++) {
            weights.putFloat(weight(i / CHANNELS, i % CHANNELS));
        }
        for (int i = 0; i < CHANNELS; i++) {
            weights.putFloat(bias(i));
        }
        Files.write(folder.resolve("exact.bin"), weights.array());
        String text = TEXT.formatted(
                dims(1, CHANNELS, 2, 2),
                dims(CHANNELS, CHANNELS, 1, 1),
                dims(1, CHANNELS, 1, 1),
                padding,
                dims(1, CHANNELS, 2 + 2 * padding, 2 + 2 * padding));
        Path file = Files.writeString(folder.resolve("exact.xml"), text);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            samples.add(Sample.of(input(i)));
        }
        return Octet.load(file)
                .calibrate(Octet.samples(samples))
                .quantize(q -> q.preset(Preset.MIXED).withoutCorrections());
    }

    private static String dims(int... dims) {
        var text = new StringBuilder();
        for (int dim : dims) {
            text.append("<dim>").append(dim).append("</dim>");
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theResultIsExact_whateverIsMoved(int padding) throws IOException {
        QuantizedModel int8 = int8(padding);
        int side = 2 + 2 * padding;
        for (int sample = 0; sample < 4; sample++) {
            float[] found = int8.run(Sample.of(input(sample))).get("y").floats();
            for (int output = 0; output < CHANNELS; output++) {
                for (int at = 0; at < PIXELS; at++) {
                    float exact = bias(output);
                    for (int input = 0; input < CHANNELS; input++) {
                        exact += STEP * pixel(sample, input, at) * weight(output, input);
                    }
                    int place = (output * side + at / 2 + padding) * side + at % 2 + padding;
                    assertThat(found[place])
                            .as("sample %d, channel %d, pixel %d", sample, output, at)
                            .isCloseTo(exact, within(1e-2f));
                }
                if (padding > 0) {
                    assertThat(found[output * side * side]).isCloseTo(bias(output), within(1e-2f));
                }
            }
        }
    }

    @Test
    void onlyAnInputThatIsNotPadded_isMoved() throws IOException {
        assertThat(low(0)).isEqualTo(0);
        assertThat(low(1)).isCloseTo(STEP * LOWEST, within(1e-5f));
    }

    /** The lowest number that comes out of the quantizer. */
    private float low(int padding) throws IOException {
        Ir ir = Ir.read(int8(padding).save(folder.resolve("int8-" + padding + ".xml")));
        Layer quantizer = ir.layers().values().stream()
                .filter(layer -> layer.is("FakeQuantize"))
                .findFirst()
                .orElseThrow();
        return ir.constant(ir.layer(ir.inputs(quantizer).get(3))).getFloat(0);
    }
}
