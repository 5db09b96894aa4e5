/**
 * Provides OpenVINO's intermediate representation as it lies on disk, a text of layers and edges and a file of weights: read,
 * checked, edited and written. What is not edited stays as it was.
 *
 * <p>Read {@link octet.openvino.ir.Ir} first, then {@link octet.openvino.ir.IrEditor}.
 */
package octet.openvino.ir;
