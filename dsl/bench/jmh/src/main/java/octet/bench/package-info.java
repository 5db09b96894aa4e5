/** Provides measurements of the loops that touch every weight and every element. */
package octet.bench;
