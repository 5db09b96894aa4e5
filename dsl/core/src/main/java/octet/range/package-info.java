/**
 * Provides the arithmetic of 8 bits: from statistics to a range, from a range to scale and zero point, from weights to
 * bytes.
 *
 * <p>Read {@link octet.range.Grid} first: the affine map {@code real = scale · (integer − zeroPoint)} of Jacob et al.,
 * <i>Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference</i>, 2018.
 */
package octet.range;
