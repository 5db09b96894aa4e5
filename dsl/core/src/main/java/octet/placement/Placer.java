package octet.placement;

import octet.graph.Graph;

/** A way to place quantizers on a graph. */
public interface Placer {

    /** The name as users spell it: {@code onnxruntime-cpu}, {@code portable}, {@code nncf}. */
    String name();

    /**
     * Whether ranges are, unless something else is asked for, the means of the samples' bounds and not their extremes.
     */
    default boolean averagesBounds() {
        return false;
    }

    /** How ranges become scales. */
    default Arithmetic arithmetic() {
        return Arithmetic.EXACT;
    }

    /** The same way for models whose own target is this, where it depends on the format. */
    default Placer on(Target target) {
        return this;
    }

    /**
     * Places quantizers on the graph.
     *
     * @throws octet.problem.BadSettingsException when something to be ignored is not there
     */
    Placement place(Graph graph, PlacementRequest request);
}
