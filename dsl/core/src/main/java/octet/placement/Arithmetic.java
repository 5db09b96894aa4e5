package octet.placement;

/** How a range that was observed becomes the one that is covered. */
public enum Arithmetic {
    /** It is covered as it is, widened so that it holds zero. */
    EXACT,
    /**
     * As in NNCF: no magnitude is below 8e-5 nor, of a channel, below a hundredth of the greatest channel's; an asymmetric
     * range is widened until zero lies on a step.
     */
    NNCF
}
