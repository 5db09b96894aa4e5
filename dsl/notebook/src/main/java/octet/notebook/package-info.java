/** Placeholder. */
package octet.notebook;
