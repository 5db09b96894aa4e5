package octet.placement.nncf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import octet.graph.Op;

/** One link of a chain of operations that engines compute as one. */
sealed interface Step permits Step.One, Step.Biased, Step.ScaleShift, Step.Before, Again, MeanVariance {

    /** The number of operations that the link adds to a chain. */
    int size();

    /**
     * Takes the link behind a chain.
     *
     * @param last the end of the chain so far; nothing but the link may read it
     * @return the operations of the link in order, or an empty list where it does not fit
     */
    List<Vertex> after(Vertex last);

    /** Takes the link as the beginning of a chain at this vertex; an empty list where it does not fit. */
    List<Vertex> at(Vertex first);

    /** The only reader of a vertex, if it is of such a kind, reads it so often, and reads nothing else. */
    static Vertex only(Vertex vertex, int edges, Predicate<Vertex> kind) {
        Vertex reader = onlyReader(vertex);
        return reader != null && kind.test(reader) && reader.in().size() == edges && reader.edgesFrom(vertex) == edges
                ? reader
                : null;
    }

    static Vertex onlyReader(Vertex vertex) {
        Vertex reader = null;
        for (var edge : vertex.out()) {
            if (reader != null && edge.to() != reader) {
                return null;
            }
            reader = edge.to();
        }
        return reader;
    }

    static Vertex onlyProducer(Vertex vertex) {
        return vertex.in().size() == 1 ? vertex.in().get(0).from() : null;
    }

    static Predicate<Vertex> of(Set<Op> ops) {
        return vertex -> ops.contains(vertex.op());
    }

    /**
     * One operation.
     *
     * @param kind which
     * @param edges how often it reads the one before it
     */
    record One(Predicate<Vertex> kind, int edges) implements Step {

        static One of(Set<Op> ops) {
            return new One(Step.of(ops), 1);
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public List<Vertex> after(Vertex last) {
            Vertex next = only(last, edges, kind);
            return next == null ? List.of() : List.of(next);
        }

        @Override
        public List<Vertex> at(Vertex first) {
            return kind.test(first) ? List.of(first) : List.of();
        }
    }

    /**
     * An operation at the beginning of a chain that stands for two, as it adds a bias itself.
     *
     * @param kind which
     */
    record Biased(Predicate<Vertex> kind) implements Step {

        @Override
        public int size() {
            return 2;
        }

        @Override
        public List<Vertex> after(Vertex last) {
            throw new IllegalStateException("only begins chains");
        }

        @Override
        public List<Vertex> at(Vertex first) {
            return kind.test(first) ? List.of(first) : List.of();
        }
    }

    /** A multiplication by a constant, then the addition of a constant; nothing else may read into it. */
    record ScaleShift() implements Step {

        private static final One SCALE = One.of(Set.of(Op.MUL));
        private static final One SHIFT = One.of(Kinds.SHIFT);

        @Override
        public int size() {
            return 2;
        }

        @Override
        public List<Vertex> after(Vertex last) {
            List<Vertex> scale = SCALE.after(last);
            return scale.isEmpty() ? List.of() : shifted(scale.get(0));
        }

        @Override
        public List<Vertex> at(Vertex first) {
            return first.op() == Op.MUL && onlyProducer(first) != null ? shifted(first) : List.of();
        }

        private static List<Vertex> shifted(Vertex scale) {
            List<Vertex> shift = SHIFT.after(scale);
            return shift.isEmpty() ? List.of() : List.of(scale, shift.get(0));
        }
    }

    /**
     * A step that also takes the operation before its first one, if only the step reads that. What quantizers climb
     * through is not taken: they would climb through the step as well, which computes.
     *
     * @param step the step
     */
    record Before(Step step) implements Step {

        private static final Set<Trait> TAKEN = Set.of(Trait.INPUTS_QUANTIZABLE, Trait.FLOAT);

        @Override
        public int size() {
            return step.size() + 1;
        }

        @Override
        public List<Vertex> after(Vertex last) {
            throw new IllegalStateException("only begins chains");
        }

        @Override
        public List<Vertex> at(Vertex first) {
            List<Vertex> rest = step.after(first);
            if (rest.isEmpty() || first.node != null && !TAKEN.contains(Trait.of(first.node, BackEnd.ONNX))) {
                return List.of();
            }
            List<Vertex> all = new ArrayList<>(List.of(first));
            all.addAll(rest);
            return all;
        }
    }
}
