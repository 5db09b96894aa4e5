/**
 * Provides what makes up for the error of quantization without training.
 *
 * <p>Read {@link octet.correction.BiasCorrection} first.
 */
package octet.correction;
