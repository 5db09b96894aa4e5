package octet.placement.nncf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import octet.graph.Op;

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
        for (var edge : last.out()) {
            List<Vertex> found = matched(last, edge.to());
            if (!found.isEmpty() && found.containsAll(last.readers())) {
                return found;
            }
        }
        return List.of();
    }

    @Override
    public List<Vertex> at(Vertex first) {
        Vertex before = Step.onlyProducer(first);
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
        if (!links.get(0).test(first)) {
            return List.of();
        }
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
            next = i + 1 < links.size() ? Step.onlyReader(next) : null;
        }
        return found;
    }
}
