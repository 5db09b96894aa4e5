/**
 * Provides the execution layer that the Jupyter kernel and the headless runner share: a cell in, an outcome out.
 *
 * <p>Read {@link octet.kernel.session.Session} first. It runs a cell's magics and code in their order on the engine,
 * renders the last value and words what went wrong ({@link octet.kernel.session.Outcome},
 * {@link octet.kernel.session.Traceback}).
 */
package octet.kernel.session;
