package octet.plan;

import java.util.List;
import octet.graph.Use;
import octet.range.Grid;
import octet.range.Range;

/**
 * A quantizer of activations: one grid for the whole tensor, or one for each channel.
 *
 * @param value the quantized value
 * @param uses the places that read it quantized
 * @param ranges the range that the estimator gave, one a grid or one for all
 * @param grids the integers and what they stand for, all of one type
 * @param axis the axis that numbers channels where each has a grid; else -1
 */
public record ActivationQuantizer(String value, List<Use> uses, List<Range> ranges, List<Grid> grids, int axis) {

    /** Copies the lists. */
    public ActivationQuantizer {
        uses = List.copyOf(uses);
        ranges = List.copyOf(ranges);
        grids = List.copyOf(grids);
    }

    /** One grid for the whole tensor. */
    public static ActivationQuantizer perTensor(String value, List<Use> uses, Range range, Grid grid) {
        return new ActivationQuantizer(value, uses, List.of(range), List.of(grid), -1);
    }

    /** The range that the estimator gave, of all channels together. */
    public Range observed() {
        return ranges.stream().reduce(Range::union).orElseThrow();
    }

    /** The only grid, or the one with the widest steps. */
    public Grid grid() {
        return grids.stream().reduce((a, b) -> b.scale() > a.scale() ? b : a).orElseThrow();
    }

    /** Whether each channel has a grid of its own. */
    public boolean isPerChannel() {
        return axis >= 0;
    }
}
