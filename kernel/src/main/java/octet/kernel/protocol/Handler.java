package octet.kernel.protocol;

/** Answers requests of one type. The kernel is busy around it. */
@FunctionalInterface
interface Handler {
    void handle(Exchange exchange);
}
