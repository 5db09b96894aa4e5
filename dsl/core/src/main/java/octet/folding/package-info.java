/**
 * Provides simplifications of a float graph that quantization gains by.
 *
 * <p>Read {@link octet.folding.ScaleFolding} first.
 */
package octet.folding;
