/**
 * Provides measures of how far two results are apart.
 *
 * <p>Read {@link octet.compare.OutputError} first: all outputs of a model over many samples. {@link
 * octet.compare.Sqnr} and {@link octet.compare.Cosine} compare plain arrays.
 */
package octet.compare;
