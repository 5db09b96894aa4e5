/** Placeholder. */
package octet;
