/**
 * Provides the errors that a person sees: what was found, what was expected, and what to do next.
 *
 * <p>Read {@link octet.problem.OctetException} first; {@link octet.problem.Problems} gathers several findings into one
 * error, and {@link octet.problem.Nearest} finds the names that a misspelt one was probably meant to be.
 */
package octet.problem;
