package octet.openvino;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.graph.Graph;
import octet.graph.Use;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Source;

/**
 * A model's neutral graph, and where its parts are in the model.
 *
 * @param ir the model
 * @param graph its graph
 * @param values where each value comes from
 * @param places where each value is read, but for what is left out
 * @param results the numbers of the layers that give out each output
 * @param inputs the names of the model's inputs in their order
 * @param outputs the names of the model's outputs in their order, each value once for each time it is given out
 */
record IrGraph(
        Ir ir,
        Graph graph,
        Map<String, Source> values,
        Map<Use, Place> places,
        Map<String, List<Integer>> results,
        List<String> inputs,
        List<String> outputs) {

    /**
     * An input of a layer.
     *
     * @param layer the number of the layer
     * @param index among its inputs
     */
    record Place(int layer, int index) {}

    /** Where a value is read; empty for a bias that is left out. */
    Optional<Place> place(Use use) {
        return Optional.ofNullable(places.get(use));
    }
}
