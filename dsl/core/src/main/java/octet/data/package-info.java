/**
 * Provides tensors and datasets: images, NumPy files, CSV tables, Java arrays and streams, read lazily.
 *
 * <p>Read {@link octet.data.Dataset} first. A dataset yields {@link octet.data.Sample}s: named
 * {@link octet.data.Tensor}s with, where known, the label.
 */
package octet.data;
