/**
 * Provides the Jupyter kernel: messages in, messages out.
 *
 * <p>Read {@link octet.kernel.protocol.Kernel} first: it opens the channels of a connection file and gives every request
 * to its handler as an {@code Exchange}. {@code Wire} reads and writes messages and drops those that are not signed as
 * they should be. What the messages say is modelled by IJava's base kernel where that has a class for it; the sockets and
 * the loop are our own, because the base's poll slowly and lose output.
 */
package octet.kernel.protocol;
