package octet.placement.nncf;

import octet.graph.Node;
import octet.graph.Op;

/** What an operation means to quantizers. */
enum Trait {
    /** Computes in int8 when its inputs are quantized: quantizers start at its inputs. */
    INPUTS_QUANTIZABLE,
    /** Only moves elements: quantizers go through it. */
    AGNOSTIC,
    /** Joins values: quantizers go through it to all inputs alike. */
    CONCAT,
    /** Gives out rows of a quantized table: a quantizer behind it may be left out. */
    WEIGHTS_AS_OUTPUT,
    /** Runs in float. */
    FLOAT;

    /** The trait of an operation that nobody wants to stay float. */
    static Trait of(Node node, BackEnd backEnd) {
        if (Kinds.isEmbedding(node)) {
            return WEIGHTS_AS_OUTPUT;
        }
        if (backEnd.quantizable().contains(node.op())) {
            return INPUTS_QUANTIZABLE;
        }
        if (node.op() == Op.CONCAT) {
            return CONCAT;
        }
        return backEnd.movers().contains(node.op()) ? AGNOSTIC : FLOAT;
    }
}
