package octet.report;

import java.util.List;
import octet.problem.Words;

/** Writes operations as a table of text. */
final class LayersText {

    private static final int LONGEST_NAME = 30;
    private static final int LONGEST_REASON = 72;

    private LayersText() {}

    static String of(List<Layer> layers) {
        var table = new TextTable(
                "operation",
                "type",
                "out dB",
                "noise",
                "integers",
                "input range",
                "scale",
                "zero",
                "in dB",
                "weights dB");
        for (Layer layer : layers) {
            if (layer.quantized()) {
                table.row(
                        shortened(layer.name()),
                        layer.type(),
                        decibels(layer.outputSqnr()),
                        share(layer.noiseShare()),
                        layer.integers(),
                        layer.input() == null ? "" : range(layer),
                        Double.isNaN(layer.scale()) ? "" : Words.of("%.3g", layer.scale()),
                        layer.input() == null ? "" : String.valueOf(layer.zeroPoint()),
                        decibels(layer.inputSqnr()),
                        decibels(layer.weightSqnr()));
            } else {
                table.row(
                        shortened(layer.name()),
                        layer.type(),
                        decibels(layer.outputSqnr()),
                        "",
                        "float: " + reason(layer));
            }
        }
        return table.toString();
    }

    private static String reason(Layer layer) {
        String how = layer.how();
        return how.length() <= LONGEST_REASON ? how : how.substring(0, LONGEST_REASON - 1) + "…";
    }

    private static String range(Layer layer) {
        return Words.of("%.3g … %.3g", layer.input().low(), layer.input().high());
    }

    /** The beginning and the end of a name, which usually tell operations apart. */
    private static String shortened(String name) {
        int end = LONGEST_NAME / 2;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - end - 1) + "…" + name.substring(name.length() - end);
    }

    private static String decibels(double decibels) {
        return Double.isNaN(decibels) ? "" : Double.isInfinite(decibels) ? "exact" : Words.of("%.1f", decibels);
    }

    private static String share(double share) {
        return share == 0 ? "" : share < 0.001 ? "<0.1%" : Words.of("%.1f%%", 100 * share);
    }
}
