/**
 * Provides the decision where a quantizer goes, and the reason where none goes.
 *
 * <p>Read {@link octet.placement.Target} first: where a model will run decides what gains by being int8. The result is
 * a {@link octet.placement.Placement}; {@link octet.placement.OnnxRuntimeCpu} holds the rules of one target.
 */
package octet.placement;
