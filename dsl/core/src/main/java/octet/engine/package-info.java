/**
 * Provides the runs: over calibration samples, over validation samples, and side by side for latency.
 *
 * <p>Read {@link octet.engine.Calibrator} first. {@link octet.engine.SelfCheck} is the run that ends every
 * quantization.
 */
package octet.engine;
