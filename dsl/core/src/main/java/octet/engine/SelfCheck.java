package octet.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import octet.compare.OutputError;
import octet.data.Tensor;
import octet.engine.Calibrator.Example;
import octet.format.Session;
import octet.placement.Decision;
import octet.plan.Plan;
import octet.problem.Words;

/**
 * What a look at the result showed, at the end of every quantization: that it loads, how far its outputs are from
 * float on a few calibration samples, and how its latency compares.
 *
 * @param error the distance of all outputs together
 * @param outputs the distance of each output of a floating-point type, by name
 * @param typical the SQNR that each output reaches in half of the samples, in dB, by name
 * @param latency of both, on one thread
 * @param warnings what is wrong, in words; empty when all is well
 * @param advice what to leave in float, where an output is far from float and something was found that helps
 */
public record SelfCheck(
        OutputError error,
        Map<String, OutputError> outputs,
        Map<String, Double> typical,
        Latency latency,
        List<String> warnings,
        Optional<Advice> advice) {

    /** Below this a model's answers usually change for the worse. */
    static final double POOR_SQNR = 10;

    /** Below this a model is slower than float; above it may be the noise of a short measurement. */
    private static final double SLOWER = 0.95;

    private static final int EXAMPLES = 8;
    private static final int LATENCY_EXAMPLES = 4;
    private static final double LATENCY_SECONDS = 0.05;
    private static final int REASONS = 3;

    /** Copies the collections. */
    public SelfCheck {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        typical = Collections.unmodifiableMap(new LinkedHashMap<>(typical));
        warnings = List.copyOf(warnings);
    }

    /** Loads the written model in its runtime and compares. */
    static SelfCheck of(Session floats, Session int8, Plan plan, List<Example> examples) {
        var sum = new OutputError.Sum();
        Map<String, List<Double>> bySample = new LinkedHashMap<>();
        for (Example example : examples.subList(0, Math.min(EXAMPLES, examples.size()))) {
            var one = new OutputError.Sum();
            Map<String, Tensor> outputs = int8.run(example.inputs());
            sum.add(example.outputs(), outputs);
            one.add(example.outputs(), outputs);
            one.byOutput()
                    .forEach((name, error) -> bySample.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(error.sqnr()));
        }
        Map<String, Double> typical = new LinkedHashMap<>();
        bySample.forEach((name, decibels) -> typical.put(name, median(decibels)));
        var inputs =
                examples.stream().map(Example::inputs).limit(LATENCY_EXAMPLES).toList();
        Latency latency = Latency.compare(floats, int8, inputs, LATENCY_SECONDS);
        List<String> warnings = new ArrayList<>();
        if (Double.isNaN(sum.error().sqnr())) {
            warnings.add(
                    "The outputs could not be compared with float: none of them holds finite floating-point numbers.");
        }
        if (plan.quantizedOperations() == 0) {
            warnings.add("No operation is in int8." + reasons(plan));
        } else if (latency.speedup() < SLOWER) {
            warnings.add(
                    "The int8 model is slower than float on this machine (%s).%s".formatted(latency, reasons(plan)));
        }
        return new SelfCheck(sum.error(), sum.byOutput(), typical, latency, warnings, Optional.empty());
    }

    private static double median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().filter(n -> !n.isNaN()).sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /**
     * The SQNR of the worst output in half of the samples or more, in dB: one output may be ruined while the others hide
     * it, and one sample whose answer lies between two need not mean anything. NaN without outputs.
     */
    public double worstSqnr() {
        return worst().map(Map.Entry::getValue).orElse(error.sqnr());
    }

    /** Whether an output is so far from float that the model's answers have probably become worse. */
    public boolean isPoor() {
        return worstSqnr() < POOR_SQNR;
    }

    private Optional<Map.Entry<String, Double>> worst() {
        return typical.entrySet().stream()
                .filter(output -> !Double.isNaN(output.getValue()))
                .reduce((a, b) -> b.getValue() < a.getValue() ? b : a);
    }

    /**
     * The same with a warning that an output is poor, and what was found to do about it.
     *
     * @param ranking the operations that noise comes from, the worst first
     */
    SelfCheck advised(Optional<Advice> found, List<String> ranking) {
        List<String> all = new ArrayList<>();
        all.add(Words.of(
                "%s is far from float (SQNR %.1f dB).%s",
                outputs.size() > 1 ? "The output '" + worst().orElseThrow().getKey() + "'" : "The int8 model's output",
                worstSqnr(),
                found.isPresent() || ranking.isEmpty()
                        ? ""
                        : " Nothing short of all was found that brings it back; most noise comes from "
                                + String.join(", ", ranking.subList(0, Math.min(REASONS, ranking.size()))) + "."));
        all.addAll(warnings);
        return new SelfCheck(error, outputs, typical, latency, all, found);
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

    /** One line and the warnings, without {@link #advice()}. */
    public String summary() {
        var text = new StringBuilder("Self-check: loads, " + error + "; " + latency);
        warnings.forEach(warning -> text.append("\nWarning: ").append(warning));
        return text.toString();
    }

    /** One line, the warnings, and what to try. */
    @Override
    public String toString() {
        return summary() + advice.map(found -> "\nTry: " + found).orElse("");
    }
}
