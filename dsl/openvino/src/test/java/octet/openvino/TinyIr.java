package octet.openvino;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A model of one product, as text that tests can spoil: {@code y = relu(x · w + b)}. */
final class TinyIr {
    static final int INPUTS = 4;
    static final int OUTPUTS = 8;
    static final int BYTES = 4 * (INPUTS * OUTPUTS + OUTPUTS);

    private static final String TEXT = """
            <?xml version="1.0"?>
            <net name="tiny" version="11">
            	<layers>
            		<layer id="0" name="x" type="Parameter" version="opset1">
            			<data shape="?,4" element_type="f32" />
            			<output><port id="0" precision="FP32" names="x"><dim>-1</dim><dim>4</dim></port></output>
            		</layer>
            		<layer id="1" name="w" type="Const" version="opset1">
            			<data element_type="f32" shape="4, 8" offset="0" size="128" />
            			<output><port id="0" precision="FP32"><dim>4</dim><dim>8</dim></port></output>
            		</layer>
            		<layer id="2" name="product" type="MatMul" version="opset1">
            			<data transpose_a="false" transpose_b="false" />
            			<input>
            				<port id="0" precision="FP32"><dim>-1</dim><dim>4</dim></port>
            				<port id="1" precision="FP32"><dim>4</dim><dim>8</dim></port>
            			</input>
            			<output><port id="2" precision="FP32"><dim>-1</dim><dim>8</dim></port></output>
            		</layer>
            		<layer id="3" name="b" type="Const" version="opset1">
            			<data element_type="f32" shape="1, 8" offset="128" size="32" />
            			<output><port id="0" precision="FP32"><dim>1</dim><dim>8</dim></port></output>
            		</layer>
            		<layer id="4" name="sum" type="Add" version="opset1">
            			<data auto_broadcast="numpy" />
            			<input>
            				<port id="0" precision="FP32"><dim>-1</dim><dim>8</dim></port>
            				<port id="1" precision="FP32"><dim>1</dim><dim>8</dim></port>
            			</input>
            			<output><port id="2" precision="FP32"><dim>-1</dim><dim>8</dim></port></output>
            		</layer>
            		<layer id="5" name="relu" type="ReLU" version="opset1">
            			<input><port id="0" precision="FP32"><dim>-1</dim><dim>8</dim></port></input>
            			<output><port id="1" precision="FP32" names="y"><dim>-1</dim><dim>8</dim></port></output>
            		</layer>
            		<layer id="6" name="y/result" type="Result" version="opset1">
            			<input><port id="0" precision="FP32"><dim>-1</dim><dim>8</dim></port></input>
            		</layer>
            	</layers>
            	<edges>
            		<edge from-layer="0" from-port="0" to-layer="2" to-port="0" />
            		<edge from-layer="1" from-port="0" to-layer="2" to-port="1" />
            		<edge from-layer="2" from-port="2" to-layer="4" to-port="0" />
            		<edge from-layer="3" from-port="0" to-layer="4" to-port="1" />
            		<edge from-layer="4" from-port="2" to-layer="5" to-port="0" />
            		<edge from-layer="5" from-port="1" to-layer="6" to-port="0" />
            	</edges>
            </net>
            """;

    private TinyIr() {}

    /** The text with a part replaced, which must be there. */
    static String with(String part, String by) {
        if (!TEXT.contains(part)) {
            throw new IllegalArgumentException("the model does not hold " + part);
        }
        return TEXT.replace(part, by);
    }

    static String text() {
        return TEXT;
    }

    /** Writes a text and sound weights beside it. */
    static Path write(Path folder, String text) throws IOException {
        Files.write(folder.resolve("model.bin"), weights());
        return Files.writeString(folder.resolve("model.xml"), text);
    }

    static byte[] weights() {
        var random = new Random(1);
        var bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) random.nextGaussian());
        }
        return bytes.array();
    }
}
