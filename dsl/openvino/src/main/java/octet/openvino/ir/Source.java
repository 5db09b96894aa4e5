package octet.openvino.ir;

/**
 * An output of a layer.
 *
 * @param layer the number of the layer
 * @param port the number of the port
 */
public record Source(int layer, int port) {}
