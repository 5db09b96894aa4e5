package octet.format;

import java.util.Collection;
import java.util.List;
import octet.calibration.Tap;
import octet.graph.Graph;
import octet.placement.Target;
import octet.plan.Plan;
import octet.problem.BadSettingsException;

/** A model that was read: its neutral graph, and ways to run and to rewrite it. Immutable. */
public interface FormatModel {

    /** What is known of its file. */
    ModelInfo info();

    /** Its computation on the neutral graph. */
    Graph graph();

    /** The target that its format is at home on. */
    Target target();

    /** Makes the float model ready to run on one thread a call. */
    default Session open() {
        return openWith(List.of());
    }

    /** As {@link #open()}, with inner values returned besides the outputs. */
    Session openWith(Collection<String> values);

    /** Makes the float model ready to run with statistics of the taps computed inside. */
    TapSession open(List<Tap> taps);

    /** Whether {@link #openTunable} can be asked for. */
    default boolean isTunable() {
        return false;
    }

    /**
     * Makes the quantized model of a plan ready to run with statistics of inner values, which the taps name as the float
     * model does. Its biases are not those of the plan: they are given with each run, so that many can be tried.
     *
     * @throws BadSettingsException when the format cannot do that
     */
    default TunableSession openTunable(Plan plan, List<Tap> taps) {
        throw new BadSettingsException(
                "Biases of " + info().format() + " models cannot be corrected by running them",
                "correction from the calibration alone",
                "fastBiasCorrection(true)");
    }

    /** Whether plans whose numbers are float8 can be written. */
    default boolean takesFloat8() {
        return false;
    }

    /** Writes the plan into a copy of the model. */
    Rewritten rewrite(Plan plan);
}
