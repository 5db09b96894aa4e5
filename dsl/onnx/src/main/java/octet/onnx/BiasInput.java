package octet.onnx;

/**
 * An input that stands where a bias is read.
 *
 * @param name its name
 * @param shape its shape
 */
record BiasInput(String name, long[] shape) {}
