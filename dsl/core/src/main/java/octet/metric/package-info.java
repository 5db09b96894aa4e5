/**
 * Provides measures of a model's answers: accuracy, character accuracy, cosine, SQNR, or any function of the user's.
 *
 * <p>Read {@link octet.metric.Metric} first.
 */
package octet.metric;
