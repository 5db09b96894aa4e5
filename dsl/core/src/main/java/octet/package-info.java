/**
 * Provides the chain: load → calibrate → quantize → validate → save.
 *
 * <p>Read {@link octet.Octet} first; it is where every chain begins. Then {@link octet.Model}, {@link
 * octet.Calibration} and {@link octet.QuantizedModel}, in the order in which a chain meets them. The other packages
 * follow the data: {@code problem}, {@code progress}, {@code graph}, {@code data}, {@code compare}, {@code placement},
 * {@code calibration}, {@code range}, {@code plan}, {@code correction}, {@code folding}, {@code format}, {@code metric},
 * {@code engine}, {@code archive}, {@code report}, {@code recipe}, {@code accuracy}; each uses only those before it.
 */
package octet;
