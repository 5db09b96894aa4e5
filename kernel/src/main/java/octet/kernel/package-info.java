/** Placeholder. */
package octet.kernel;
