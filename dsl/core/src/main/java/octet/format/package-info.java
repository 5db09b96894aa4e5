/**
 * Provides the small interface that a format module implements: recognise, read, run with taps, rewrite, write.
 *
 * <p>Read {@link octet.format.Format} first, then {@link octet.format.FormatModel}. Formats are found by
 * {@link java.util.ServiceLoader}; nothing else of a format is visible to core.
 */
package octet.format;
