/** Placeholder. */
package octet.onnx;
