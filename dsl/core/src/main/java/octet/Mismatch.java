package octet;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.data.Digest;
import octet.problem.BadDataException;
import octet.problem.BadSettingsException;

/** Refuses calibrations of other models, samples that are others, and settings that need what nobody has seen. */
final class Mismatch {

    private static final int NAMED = 3;

    private Mismatch() {}

    static void refuseOtherModel(String what, String name, String sha256, Model model) {
        if (!sha256.equals(model.info().sha256())) {
            throw new BadDataException(
                    what + " is of another model: " + name + " with the SHA-256 " + sha256,
                    model.name() + " with the SHA-256 " + model.info().sha256(),
                    "load the model that was calibrated, or calibrate this one");
        }
    }

    static void refuseOtherSamples(String data, int samples, Digest digest, int otherSamples, Digest other) {
        if (samples != otherSamples || !digest.equals(other)) {
            throw new BadDataException(
                    "The dataset (" + data + ") gives other samples than the calibration saw: " + otherSamples
                            + " with the digest " + other,
                    "the same " + samples + ", in any order, with the digest " + digest,
                    "check how it is made, or calibrate again");
        }
    }

    static BadSettingsException unobserved(
            List<Tap> missing, Map<String, TapStatistics> known, String data, int samples) {
        Set<Statistic> statistics = EnumSet.noneOf(Statistic.class);
        for (Tap tap : missing) {
            Set<Statistic> lacking = EnumSet.copyOf(tap.given());
            TapStatistics seen = known.get(tap.value());
            lacking.removeAll(seen == null ? Set.of() : seen.known());
            statistics.addAll(lacking);
        }
        String kinds = statistics.stream().map(Statistic::toString).collect(Collectors.joining(", "));
        String names = statistics.stream().map(Statistic::name).collect(Collectors.joining(", "));
        String values = missing.stream()
                .limit(NAMED)
                .map(tap -> "'" + tap.value() + "'")
                .collect(Collectors.joining(", "));
        return new BadSettingsException(
                "The settings need what the calibration has not observed: " + kinds + " of " + missing.size()
                        + (missing.size() == 1 ? " value (" : " values (") + values
                        + (missing.size() > NAMED ? ", …)" : ")"),
                "statistics that are known, or the samples at hand",
                "give the calibration its " + samples + " samples (" + data
                        + ") back: calibration.with(dataset), or calibrate anew: model.calibrate(dataset, " + names
                        + ")");
    }
}
