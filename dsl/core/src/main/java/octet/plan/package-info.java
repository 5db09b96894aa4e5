/**
 * Provides the plan: every quantizer with its grid, every constant as bytes, every bias as it will be written.
 *
 * <p>Read {@link octet.plan.Plan} first. {@link octet.plan.Planner} builds one from a placement and statistics under
 * {@link octet.plan.Settings}; corrections change it; a format module writes it.
 */
package octet.plan;
