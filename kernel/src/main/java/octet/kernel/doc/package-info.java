/**
 * Provides documentation comments for readers: as plain text and as HTML, and those of Octet itself, whose sources lie in
 * the kernel's jar.
 *
 * <p>Read {@link octet.kernel.doc.Description} first.
 */
package octet.kernel.doc;
