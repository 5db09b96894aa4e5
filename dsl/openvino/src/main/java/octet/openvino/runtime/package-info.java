/**
 * Provides a small binding of OpenVINO's C interface, {@code libopenvino_c}, by JNA: find the library, compile a model
 * from memory, run it; and a program that writes what the library has read as IR.
 *
 * <p>Read {@link octet.openvino.runtime.OpenVino} first, then {@link octet.openvino.runtime.CompiledModel}. Statuses
 * become exceptions with the library's own words, and everything that is created is closed.
 */
package octet.openvino.runtime;
