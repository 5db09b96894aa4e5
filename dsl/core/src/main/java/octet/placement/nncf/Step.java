package octet.placement.nncf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import octet.graph.Op;

/** One link of a chain of operations that engines compute as one. */
sealed interface Step {

    /** The number of operations that the link adds to a chain. */
    int size();

    /**
     * Takes the link behind a chain.
     *
     * @param last the end of the chain so far; nothing but the link may read it
     * @param blocks knows what is taken
     * @return the operations of the link in order, or an empty list where it does not fit
     */
    List<Vertex> after(Vertex last);

    /** Takes the link as the beginning of a chain at this vertex; an empty list where it does not fit. */
    List<Vertex> at(Vertex first);

    /** The only reader of a vertex, if it is of such a kind, reads it so often, and reads nothing else. */
    private static Vertex only(Vertex vertex, int edges, Predicate<Vertex> kind) {
        Vertex reader = onlyReader(vertex);
        return reader != null && kind.test(reader) && reader.in().size() == edges && reader.edgesFrom(vertex) == edges
                ? reader
                : null;
    }

    private static Vertex onlyReader(Vertex vertex) {
        Vertex reader = null;
        for (var edge : vertex.out()) {
            if (reader != null && edge.to() != reader) {
                return null;
            }
            reader = edge.to();
        }
        return reader;
    }

    private static Vertex onlyProducer(Vertex vertex) {
        return vertex.in().size() == 1 ? vertex.in().get(0).from() : null;
    }

    private static Predicate<Vertex> of(Set<Op> ops) {
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
     * Operations one after another, of which some read the value before the first again: {@code x·sigmoid(x)} and the
     * like. At the beginning of a chain that value may have other readers.
     *
     * @param links the operations
     * @param again the indices of those that read the value before the first, which the first does anyway
     */
    record Again(List<Predicate<Vertex>> links, Set<Integer> again) implements Step {

        static Again of(Set<Integer> again, List<Set<Op>> links) {
            return new Again(links.stream().map(Step::of).toList(), again);
        }

        @Override
        public int size() {
            return links.size();
        }

        @Override
        public List<Vertex> after(Vertex last) {
            return last.readers().stream()
                    .map(first -> matched(last, first))
                    .filter(found -> !found.isEmpty() && found.containsAll(last.readers()))
                    .findFirst()
                    .orElse(List.of());
        }

        @Override
        public List<Vertex> at(Vertex first) {
            Vertex before = onlyProducer(first);
            return before == null ? List.of() : matched(before, first);
        }

        /** The links behind a vertex wherever they are, whatever else is read by and from them. */
        List<List<Vertex>> anywhereAfter(Vertex before) {
            List<List<Vertex>> found = new ArrayList<>();
            extend(before, new ArrayList<>(List.of(before)), found);
            return found;
        }

        private void extend(Vertex before, List<Vertex> chain, List<List<Vertex>> found) {
            int link = chain.size() - 1;
            if (link == links.size()) {
                found.add(List.copyOf(chain.subList(1, chain.size())));
                return;
            }
            Vertex previous = chain.get(link);
            for (Vertex next : previous.readers()) {
                boolean rereads = link > 0 && next.edgesFrom(before) == 1;
                if (links.get(link).test(next)
                        && next.edgesFrom(previous) == 1
                        && rereads == (link > 0 && again.contains(link))) {
                    chain.add(next);
                    extend(before, chain, found);
                    chain.remove(chain.size() - 1);
                }
            }
        }

        private List<Vertex> matched(Vertex before, Vertex first) {
            List<Vertex> found = new ArrayList<>();
            Vertex previous = before;
            Vertex next = first;
            for (int i = 0; i < links.size(); i++) {
                boolean rereads = i > 0 && again.contains(i);
                if (next == null
                        || !links.get(i).test(next)
                        || next.edgesFrom(previous) != 1
                        || next.edgesFrom(before) != (i == 0 || rereads ? 1 : 0)
                        || next.in().size() != (rereads ? 2 : 1)) {
                    return List.of();
                }
                found.add(next);
                previous = next;
                next = i + 1 < links.size() ? onlyReader(next) : null;
            }
            return found;
        }
    }

    /** The mean and variance of a layer normalisation, spelt out: {@code (x − mean) / √(variance + ε)}. */
    record MeanVariance() implements Step {

        private static final List<One> SQUARE_TO_ROOT =
                List.of(One.of(Set.of(Op.REDUCE_MEAN)), One.of(Set.of(Op.ADD, Op.SUM)), One.of(Set.of(Op.SQRT)));

        @Override
        public int size() {
            return 7;
        }

        @Override
        public List<Vertex> after(Vertex last) {
            return last.readers().stream()
                    .map(this::at)
                    .filter(found -> !found.isEmpty() && found.containsAll(last.readers()))
                    .findFirst()
                    .orElse(List.of());
        }

        @Override
        public List<Vertex> at(Vertex mean) {
            Vertex input = onlyProducer(mean);
            Vertex centred = onlyReader(mean);
            if (input == null
                    || mean.op() != Op.REDUCE_MEAN
                    || !reads(centred, Op.SUB, mean, input)
                    || centred.readers().size() != 2) {
                return List.of();
            }
            Vertex square = centred.readers().stream()
                    .filter(reader -> reader.op() == Op.POW)
                    .findFirst()
                    .orElse(null);
            if (square == null || square.in().size() != 1) {
                return List.of();
            }
            List<Vertex> found = new ArrayList<>(List.of(mean, centred, square));
            for (One one : SQUARE_TO_ROOT) {
                List<Vertex> next = one.after(found.get(found.size() - 1));
                if (next.isEmpty()) {
                    return List.of();
                }
                found.addAll(next);
            }
            Vertex quotient = onlyReader(found.get(5));
            if (!reads(quotient, Op.DIV, found.get(5), centred)
                    || !centred.readers().contains(quotient)) {
                return List.of();
            }
            found.add(quotient);
            return found;
        }

        private static boolean reads(Vertex vertex, Op op, Vertex one, Vertex other) {
            return vertex != null
                    && vertex.op() == op
                    && vertex.in().size() == 2
                    && vertex.edgesFrom(one) == 1
                    && vertex.edgesFrom(other) == 1;
        }
    }

    /** A step that also takes the operation before its first one, if that one alone is read by it. */
    record Before(Step step) implements Step {

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
            if (rest.isEmpty()) {
                return List.of();
            }
            List<Vertex> all = new ArrayList<>(List.of(first));
            all.addAll(rest);
            return all;
        }
    }
}
