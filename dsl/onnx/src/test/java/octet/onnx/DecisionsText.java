package octet.onnx;

import java.util.stream.Collectors;
import octet.plan.Plan;

/** What was decided for every operation, one line each, without numbers: it is the same on every machine. */
final class DecisionsText {
    private DecisionsText() {}

    static String of(Plan plan) {
        return plan.decisions().stream()
                .map(decision -> "%-4s  %s %s: %s"
                        .formatted(
                                decision.quantized() ? "int8" : "",
                                decision.type(),
                                decision.node(),
                                decision.reason()))
                .collect(Collectors.joining("\n"));
    }
}
