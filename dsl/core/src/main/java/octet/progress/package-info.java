/**
 * Provides word of how far a long run has come: stage, rate and remaining time.
 *
 * <p>Read {@link octet.progress.Progress} first. Algorithms report steps to it; a console or a notebook shows them
 * through a {@link octet.progress.ProgressView}.
 */
package octet.progress;
