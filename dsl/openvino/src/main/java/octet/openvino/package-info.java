/**
 * Provides OpenVINO IR: reads models of version 10 and 11, runs them on the OpenVINO that is installed, and writes them
 * back with FakeQuantize in front of what computes in int8 and weights as bytes.
 *
 * <p>Read {@link octet.openvino.OpenVinoFormat} first. {@link octet.openvino.GraphReader} shows how layers become
 * operations of the one vocabulary, {@link octet.openvino.PlanWriter} how a plan is written,
 * {@link octet.openvino.Conversion} how IR is made of other formats. Users never name this
 * package: {@code octet.Octet.load} finds it by the file's ending.
 */
package octet.openvino;
