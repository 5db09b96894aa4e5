package octet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import octet.compare.OutputError;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.format.Session;
import octet.plan.Plan;

/**
 * What a look at the result showed, at the end of every quantization: that it loads, how far its outputs are from
 * float on a few calibration samples, and how its latency compares.
 *
 * @param error the distance of the outputs
 * @param latency of both, on one thread
 * @param warnings what is wrong, in words; empty when all is well
 */
public record SelfCheck(OutputError error, Latency latency, List<String> warnings) {

    /** Below this a model's answers usually change for the worse. */
    static final double POOR_SQNR = 10;

    private static final int EXAMPLES = 4;
    private static final double LATENCY_SECONDS = 0.05;

    /** Copies the list. */
    public SelfCheck {
        warnings = List.copyOf(warnings);
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
        if (Double.isNaN(error.sqnr())) {
            warnings.add("The outputs could not be compared with float: none of them is float32 and finite.");
        } else if (error.sqnr() < POOR_SQNR) {
            String blamed = Blame.worst(model, int8, plan, examples.get(0)).stream()
                    .map(name -> "\"" + name + "\"")
                    .collect(Collectors.joining(", "));
            warnings.add("The int8 model's outputs are far from float (%s). Most is lost here: try ignore(%s)."
                    .formatted(error, blamed));
        }
        if (plan.quantizedOperations() == 0) {
            warnings.add("No operation is in int8: see layers() for the reasons.");
        } else if (latency.speedup() < 1) {
            warnings.add("The int8 model is slower than float on this machine (%s): see layers() for what stays float."
                    .formatted(latency));
        }
        return new SelfCheck(error, latency, warnings);
    }

    /** One line and the warnings. */
    @Override
    public String toString() {
        var text = new StringBuilder("Self-check: loads, " + error + "; " + latency);
        warnings.forEach(warning -> text.append("\nWarning: ").append(warning));
        return text.toString();
    }
}
