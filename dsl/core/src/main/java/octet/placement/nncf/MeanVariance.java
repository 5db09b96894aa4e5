package octet.placement.nncf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import octet.graph.Op;

/** The mean and variance of a layer normalisation, spelt out: {@code (x − mean) / √(variance + ε)}. */
record MeanVariance() implements Step {

    private static final List<Step.One> SQUARE_TO_ROOT = List.of(
            Step.One.of(Set.of(Op.REDUCE_MEAN)), Step.One.of(Set.of(Op.ADD, Op.SUM)), Step.One.of(Set.of(Op.SQRT)));

    @Override
    public int size() {
        return 7;
    }

    @Override
    public List<Vertex> after(Vertex last) {
        for (var edge : last.out()) {
            List<Vertex> found = at(edge.to());
            if (!found.isEmpty() && found.containsAll(last.readers())) {
                return found;
            }
        }
        return List.of();
    }

    @Override
    public List<Vertex> at(Vertex mean) {
        if (mean.op() != Op.REDUCE_MEAN) {
            return List.of();
        }
        Vertex input = Step.onlyProducer(mean);
        Vertex centred = Step.onlyReader(mean);
        if (input == null
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
        for (Step.One one : SQUARE_TO_ROOT) {
            List<Vertex> next = one.after(found.get(found.size() - 1));
            if (next.isEmpty()) {
                return List.of();
            }
            found.addAll(next);
        }
        Vertex quotient = Step.onlyReader(found.get(5));
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
