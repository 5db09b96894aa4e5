/**
 * Provides what a quantization tells: layer by layer, range by range, and how the result compares with float.
 *
 * <p>Read {@link octet.report.Validation} first, then {@link octet.report.Layers}.
 */
package octet.report;
