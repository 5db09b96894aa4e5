package octet.placement.nncf;

import java.util.ArrayList;
import java.util.List;
import octet.placement.nncf.Vertex.Edge;

/** Where quantizers stand: in front of one input, for one reader; or behind a block, for all that read its result. */
final class Places {

    private final Quantizer[] before;
    private final Quantizer[] behind;

    Places(InferenceGraph graph) {
        before = new Quantizer[graph.edges()];
        behind = new Quantizer[graph.size()];
    }

    Quantizer before(Edge input) {
        return before[input.id()];
    }

    void put(Edge input, Quantizer quantizer) {
        before[input.id()] = quantizer;
    }

    Quantizer behind(Vertex head) {
        return behind[head.index];
    }

    void put(Vertex head, Quantizer quantizer) {
        behind[head.index] = quantizer;
    }

    /** Takes the quantizer away from wherever it stands. */
    void remove(Quantizer quantizer) {
        replace(before, quantizer);
        replace(behind, quantizer);
    }

    private static void replace(Quantizer[] places, Quantizer quantizer) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == quantizer) {
                places[i] = null;
            }
        }
    }

    List<Quantizer> all() {
        List<Quantizer> all = new ArrayList<>();
        for (Quantizer[] places : List.of(before, behind)) {
            for (Quantizer quantizer : places) {
                if (quantizer != null) {
                    all.add(quantizer);
                }
            }
        }
        return all;
    }
}
