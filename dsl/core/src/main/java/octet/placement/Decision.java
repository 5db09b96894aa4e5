package octet.placement;

/**
 * What was decided for one operation that could be quantized.
 *
 * @param node the operation's name
 * @param type what it is called in its format
 * @param quantized whether it will be computed, or its weights stored, in int8
 * @param reason how it is quantized, or why it stays float, in words
 */
public record Decision(String node, String type, boolean quantized, String reason) {}
