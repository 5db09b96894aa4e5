/**
 * Provides what it takes to be found and started by Jupyter.
 *
 * <p>Read {@link octet.kernel.install.KernelSpec} first. {@link octet.kernel.install.Jdk} checks the Java at hand and
 * knows the flags with which a JVM for cells starts; {@link octet.kernel.install.Wheel} writes the same kernel for pip.
 */
package octet.kernel.install;
