/** Places quantizers as NNCF does. */
package octet.placement.nncf;
