package octet.accuracy;

/**
 * What a search has spent.
 *
 * @param full runs of a model over the whole validation set, those of the float and of the first int8 model among them
 * @param onSubset runs of a model over the subset
 * @param models int8 models that were made
 * @param runs runs of any model on one sample, those for the ranking and for noise among them, those for latency not
 * @param seconds wall time from the first int8 model's validation on
 */
public record Evaluations(int full, int onSubset, int models, long runs, double seconds) {}
