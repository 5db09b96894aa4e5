/**
 * Provides what a calibration saw: for each tapped value the least and the greatest element of every sample, and the
 * mean of every channel where asked for.
 *
 * <p>Read {@link octet.calibration.Tap} first: a tap asks, {@link octet.calibration.TapStatistics} answers.
 */
package octet.calibration;
