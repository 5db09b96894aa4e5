package octet.openvino.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for the library: where the property {@value #PROPERTY} says, then where OpenVINO's own environment variables say,
 * then in the {@code openvino} package of the active Python environment and of those on the path, then where systems keep
 * libraries. In each folder the newest version is taken; its name ends in a number, as in {@code libopenvino_c.so.2641}.
 */
final class LibrarySearch {

    /** Names the library, or the folder that it is in. */
    static final String PROPERTY = "octet.openvino.path";

    private static final Pattern NAME = Pattern.compile(
            "libopenvino_c\\.so(?:\\.([\\d.]+))?|libopenvino_c(?:\\.([\\d.]+))?\\.dylib|openvino_c\\.dll");

    private final Map<String, String> environment;
    private final String property;
    private final Path root;
    private final Set<Path> searched = new LinkedHashSet<>();

    /**
     * @param property what {@value #PROPERTY} says, or {@code null}
     * @param root the folder below which systems keep libraries
     */
    LibrarySearch(String property, Map<String, String> environment, Path root) {
        this.property = property;
        this.environment = environment;
        this.root = root;
    }

    static LibrarySearch ofThisProcess() {
        return new LibrarySearch(
                System.getProperty(PROPERTY),
                System.getenv(),
                Path.of("").toAbsolutePath().getRoot());
    }

    /** The library, if there is one; afterwards {@link #searched} tells where it was looked for. */
    Optional<Path> find() {
        if (property != null && !property.isBlank()) {
            // What is said by hand is meant: another library would only confuse.
            Path said = Path.of(property.strip());
            return Files.isRegularFile(said) ? Optional.of(said) : in(said);
        }
        return Stream.of(saidByEnvironment(), pythonPackages(), systemFolders())
                .flatMap(List::stream)
                .flatMap(folder -> in(folder).stream())
                .findFirst();
    }

    /** The folders that were looked into, in their order. */
    Set<Path> searched() {
        return searched;
    }

    private Optional<Path> in(Path folder) {
        if (!searched.add(folder) || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return list(folder).stream()
                .filter(file -> NAME.matcher(name(file)).matches())
                .max(Comparator.comparing(LibrarySearch::version));
    }

    private static double version(Path file) {
        Matcher name = NAME.matcher(name(file));
        String digits = name.matches() && name.group(1) != null ? name.group(1) : name.matches() ? name.group(2) : null;
        return digits == null ? 0 : Double.parseDouble(digits.replace(".", ""));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private List<Path> saidByEnvironment() {
        List<Path> folders = new ArrayList<>();
        split("OPENVINO_LIB_PATHS").forEach(folders::add);
        said("INTEL_OPENVINO_DIR").ifPresent(folder -> folders.addAll(ofArchive(folder)));
        return folders;
    }

    private List<Path> ofArchive(Path folder) {
        return List.of(
                folder.resolve("runtime/lib/intel64"),
                folder.resolve("runtime/lib/aarch64"),
                folder.resolve("runtime/lib/arm64/Release"),
                folder.resolve("runtime/bin/intel64/Release"));
    }

    private List<Path> pythonPackages() {
        Set<Path> prefixes = new LinkedHashSet<>();
        said("VIRTUAL_ENV").ifPresent(prefixes::add);
        said("CONDA_PREFIX").ifPresent(prefixes::add);
        for (Path bin : split("PATH")) {
            if (Files.exists(bin.resolve("python3")) || Files.exists(bin.resolve("python.exe"))) {
                prefixes.add(bin.endsWith("bin") && bin.getParent() != null ? bin.getParent() : bin);
                links(bin.resolve("python3")).ifPresent(prefixes::add);
            }
        }
        said("HOME").ifPresent(home -> prefixes.add(home.resolve(".local")));
        List<Path> folders = new ArrayList<>();
        for (Path prefix : prefixes) {
            folders.add(prefix.resolve("Lib/site-packages/openvino/libs"));
            for (Path lib : List.of(prefix.resolve("lib"), prefix.resolve("lib64"))) {
                list(lib).stream()
                        .filter(python -> name(python).startsWith("python3"))
                        .flatMap(python -> Stream.of("site-packages", "dist-packages")
                                .map(packages -> python.resolve(packages + "/openvino/libs")))
                        .forEach(folders::add);
            }
        }
        return folders;
    }

    /** Where a link to Python leads to, as pyenv and the like make them. */
    private static Optional<Path> links(Path python) {
        try {
            Path bin = python.toRealPath().getParent();
            return bin != null && bin.endsWith("bin") ? Optional.ofNullable(bin.getParent()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Path> systemFolders() {
        List<Path> folders = new ArrayList<>();
        Path intel = root.resolve("opt/intel");
        list(intel).stream()
                .filter(folder -> name(folder).startsWith("openvino"))
                .forEach(folder -> folders.addAll(ofArchive(folder)));
        for (String folder : List.of(
                "usr/lib/x86_64-linux-gnu",
                "usr/lib/aarch64-linux-gnu",
                "usr/lib64",
                "usr/local/lib",
                "usr/lib",
                "opt/homebrew/lib")) {
            folders.add(root.resolve(folder));
        }
        return folders;
    }

    private Optional<Path> said(String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(Path.of(value.strip()));
    }

    private List<Path> split(String variable) {
        String value = environment.getOrDefault(variable, "");
        return Stream.of(value.split(Pattern.quote(java.io.File.pathSeparator)))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .toList();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
