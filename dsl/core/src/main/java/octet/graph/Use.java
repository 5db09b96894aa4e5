package octet.graph;

/**
 * A place where a value is read.
 *
 * @param node the name of the reading node
 * @param port the index among its inputs
 */
public record Use(String node, int port) {}
