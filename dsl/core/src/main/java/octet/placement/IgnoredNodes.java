package octet.placement;

import java.util.Set;
import octet.graph.Node;

/**
 * The operations of one graph that the user wants to stay float.
 *
 * @param names their names
 */
public record IgnoredNodes(Set<String> names) {

    /** Copies the set. */
    public IgnoredNodes {
        names = Set.copyOf(names);
    }

    /** Whether the operation is among them; takes constant time. */
    public boolean contains(Node node) {
        return names.contains(node.name());
    }
}
