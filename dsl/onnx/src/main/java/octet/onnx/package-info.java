/**
 * Provides ONNX: reads models of opset 7 to 26, runs them on ONNX Runtime, and writes them back with QuantizeLinear and
 * DequantizeLinear around what is int8.
 *
 * <p>Read {@link octet.onnx.OnnxFormat} first; it shows the steps of reading in their order. Users never name this
 * package: {@code octet.Octet.load} finds it by the file's ending.
 */
package octet.onnx;
