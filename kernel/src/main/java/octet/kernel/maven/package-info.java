/**
 * Provides libraries by their Maven coordinates, from the local repository, Maven Central and what a user's settings name.
 *
 * <p>Read {@link octet.kernel.maven.Libraries} first; {@link octet.kernel.maven.Resolved} is what it finds.
 * {@code settings.xml} is honoured, its mirrors, proxies, passwords and profiles too.
 */
package octet.kernel.maven;
