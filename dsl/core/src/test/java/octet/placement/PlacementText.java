package octet.placement;

import java.util.List;
import java.util.stream.Collectors;
import octet.graph.Use;

/** A placement as text, one line a decision, a quantizer, a constant or a remark. */
public final class PlacementText {
    private PlacementText() {}

    /** The text. */
    public static String of(Placement placement) {
        var text = new StringBuilder(placement.transformer() ? "transformer\n" : "");
        text.append("operations\n");
        for (Decision decision : placement.decisions()) {
            text.append("  %-4s  %s %s: %s\n"
                    .formatted(
                            decision.quantized() ? "int8" : "", decision.type(), decision.node(), decision.reason()));
        }
        text.append("activations\n");
        for (ActivationSpot spot : placement.activations()) {
            String range = spot.rangesOf().equals(List.of(spot.value()))
                    ? ""
                    : ", range of " + String.join(" and ", spot.rangesOf());
            String channels = spot.mayScaleChannels() ? ", a scale for each channel" : "";
            text.append("  %s -> %s%s%s\n".formatted(spot.value(), uses(spot), range, channels));
        }
        text.append("constants\n");
        for (WeightSpot spot : placement.weights()) {
            String bias = spot.bias().map(use -> ", bias " + use(use)).orElse("");
            String integer = spot.bias().isPresent() && spot.integerBias() ? " as int32" : "";
            text.append("  %s, %d bits%s%s\n".formatted(spot.weight().constant(), spot.bits(), bias, integer));
        }
        placement
                .remarks()
                .forEach(remark -> text.append("remark: ").append(remark).append('\n'));
        return text.toString().strip();
    }

    private static String uses(ActivationSpot spot) {
        return spot.uses().stream().map(PlacementText::use).sorted().collect(Collectors.joining(", "));
    }

    private static String use(Use use) {
        return use.node() + "[" + use.port() + "]";
    }
}
