/**
 * Provides the command line: {@code kernel}, {@code install} and {@code run}, and whatever else Octet does from a shell.
 *
 * <p>Read {@link octet.kernel.Main} first. Below it, arrows point from left to right: {@code protocol} (Jupyter's
 * messages) and {@code run} (headless notebooks) use {@code session} (a cell in, an outcome out), which uses
 * {@code jshell} (code in, objects out), which uses {@code cell} (where a cell's output goes).
 */
package octet.kernel;
