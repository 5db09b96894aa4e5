/**
 * Provides what a calibration saw: for each tapped value the least and the greatest element of every sample and, where
 * asked for, the mean and the bounds of every channel and a histogram; how that is merged, and how it stands in files.
 *
 * <p>Read {@link octet.calibration.Tap} first: a tap asks, {@link octet.calibration.TapStatistics} answers.
 */
package octet.calibration;
