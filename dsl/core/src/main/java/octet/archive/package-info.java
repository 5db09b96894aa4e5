/**
 * Provides the file in which a calibration is kept.
 *
 * <p>Read {@link octet.archive.CalibrationFile}. Such files are read as if a stranger had made them.
 */
package octet.archive;
