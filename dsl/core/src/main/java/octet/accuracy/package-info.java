/**
 * Provides quantization with accuracy control: a bound on the drop of a metric, a search for the least that must go back
 * to float so that it holds, and an account of what was to blame.
 *
 * <p>Read {@link octet.accuracy.AccuracyControl} first, what can be asked for; then {@link
 * octet.accuracy.AccuracySearch}, how it is looked for, and {@link octet.accuracy.Outcome}, what comes out. {@link
 * octet.accuracy.Analysis} looks at every group of operations alone; {@link octet.accuracy.Tuner} tries settings.
 */
package octet.accuracy;
