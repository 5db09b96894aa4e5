package octet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import octet.compare.OutputError;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.format.Session;
import octet.placement.Decision;
import octet.plan.Plan;

/**
 * What a look at the result showed, at the end of every quantization: that it loads, how far its outputs are from
 * float on a few calibration samples, and how its latency compares.
 *
 * @param error the distance of the outputs
 * @param latency of both, on one thread
 * @param warnings what is wrong, in words; empty when all is well
 * @param blamed the operations at which most of the signal is lost, the worst first; empty when all is well
 */
public record SelfCheck(OutputError error, Latency latency, List<String> warnings, List<String> blamed) {

    /** Below this a model's answers usually change for the worse. */
    static final double POOR_SQNR = 10;

    private static final int EXAMPLES = 4;
    private static final double LATENCY_SECONDS = 0.05;
    private static final int REASONS = 3;

    /** Copies the lists. */
    public SelfCheck {
        warnings = List.copyOf(warnings);
        blamed = List.copyOf(blamed);
    }

    /** A check that blames no operation. */
    public SelfCheck(OutputError error, Latency latency, List<String> warnings) {
        this(error, latency, warnings, List.of());
    }

    /** The distance of a session's outputs from the float model's. */
    static OutputError error(Session session, List<Example> examples) {
        var sum = new OutputError.Sum();
        for (Example example : examples.subList(0, Math.min(EXAMPLES, examples.size()))) {
            sum.add(example.outputs(), session.run(example.inputs()));
        }
        return sum.error();
    }

    /** Loads the written model in its runtime and compares. */
    static SelfCheck of(
            FormatModel model, Session floats, Rewritten int8, Session session, Plan plan, List<Example> examples) {
        OutputError error = error(session, examples);
        var inputs = examples.stream().map(Example::inputs).limit(EXAMPLES).toList();
        Latency latency = Latency.compare(floats, session, inputs, LATENCY_SECONDS);
        List<String> warnings = new ArrayList<>();
        List<String> blamed = List.of();
        if (Double.isNaN(error.sqnr())) {
            warnings.add(
                    "The outputs could not be compared with float: none of them holds finite floating-point numbers.");
        } else if (error.sqnr() < POOR_SQNR) {
            blamed = Blame.worst(model, int8, plan, examples.get(0));
            warnings.add("The int8 model's outputs are far from float (%s).%s"
                    .formatted(error, blamed.isEmpty() ? "" : " Most is lost in: " + String.join(", ", blamed) + "."));
        }
        if (plan.quantizedOperations() == 0) {
            warnings.add("No operation is in int8." + reasons(plan));
        } else if (latency.speedup() < 1) {
            warnings.add(
                    "The int8 model is slower than float on this machine (%s).%s".formatted(latency, reasons(plan)));
        }
        return new SelfCheck(error, latency, warnings, blamed);
    }

    /** Why operations stay float: the most frequent reasons, with how many operations each holds back. */
    private static String reasons(Plan plan) {
        Map<String, Long> counts = plan.decisions().stream()
                .filter(decision -> !decision.quantized() && !decision.reason().isEmpty())
                .collect(Collectors.groupingBy(Decision::reason, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(REASONS)
                        .map(reason -> reason.getValue() + " × " + reason.getKey())
                        .collect(Collectors.joining("; ", " In float: ", "."));
    }

    /** The setting that leaves what is to blame in float, as code: {@code ignore("a", "b")}; empty when nothing is. */
    public String advice() {
        return blamed.isEmpty()
                ? ""
                : blamed.stream()
                        .map(name -> "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(", ", "ignore(", ")"));
    }

    /** One line and the warnings, without {@link #advice()}. */
    public String summary() {
        var text = new StringBuilder("Self-check: loads, " + error + "; " + latency);
        warnings.forEach(warning -> text.append("\nWarning: ").append(warning));
        return text.toString();
    }

    /** One line, the warnings, and what to try. */
    @Override
    public String toString() {
        return summary() + (blamed.isEmpty() ? "" : "\nTry: " + advice());
    }
}
