/**
 * Provides a running cell: who it is, where its output goes and which threads work for it.
 *
 * <p>Read {@link octet.kernel.cell.Cell} first. {@link octet.kernel.cell.CellStreams} brings {@code System.out},
 * {@code System.err} and {@code System.in} to the cell of the calling thread, {@link octet.kernel.cell.CellScreen} does
 * the same for what is displayed; both end in the {@link octet.kernel.cell.Sink} that a front end gives.
 */
package octet.kernel.cell;
