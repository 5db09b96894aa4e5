package octet.kernel.install;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import octet.kernel.jshell.PackageIndex;

/** A directory that tells Jupyter of a kernel: {@code kernel.json}, and beside it the jars. */
public final class KernelSpec {
    /** The name by which Jupyter's commands know it. */
    public static final String NAME = "octet";

    /** The name that people choose. */
    public static final String DISPLAY_NAME = "Java (Octet)";

    private static final String JAR = "octet.jar";

    private KernelSpec() {}

    /** Returns the directory of the user's kernels, as Jupyter looks for it on this system. */
    public static Path userKernels() {
        String chosen = System.getenv("JUPYTER_DATA_DIR");
        return dataDirectory(
                        System.getProperty("os.name"),
                        Path.of(System.getProperty("user.home")),
                        chosen == null ? "" : chosen,
                        System.getenv())
                .resolve("kernels");
    }

    static Path dataDirectory(String system, Path home, String chosen, Map<String, String> environment) {
        String os = system.toLowerCase(Locale.ROOT);
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        if (os.contains("mac")) {
            return home.resolve("Library").resolve("Jupyter");
        }
        if (os.contains("windows")) {
            String roaming = environment.get("APPDATA");
            return (roaming == null ? home.resolve("AppData").resolve("Roaming") : Path.of(roaming)).resolve("jupyter");
        }
        String data = environment.get("XDG_DATA_HOME");
        return (data == null || data.isBlank() ? home.resolve(".local").resolve("share") : Path.of(data))
                .resolve("jupyter");
    }

    /** Returns the directory of the kernels of an installation, such as a virtual environment. */
    public static Path prefixKernels(Path prefix) {
        return prefix.toAbsolutePath()
                .normalize()
                .resolve("share")
                .resolve("jupyter")
                .resolve("kernels");
    }

    /**
     * Copies the jars and writes {@code kernel.json}; replaces an earlier installation.
     *
     * @param kernels a directory of kernels
     * @return the kernel's directory
     * @throws IOException if something cannot be written, or this does not run from {@code octet.jar}
     */
    public static Path install(Path kernels) throws IOException {
        Path jar = ownJar();
        Path spec = kernels.resolve(NAME);
        Path library = spec.resolve("lib");
        Files.createDirectories(library);
        List<Path> jars = libraries(jar);
        deleteOthers(library, jars);
        for (Path one : jars) {
            copy(one, library.resolve(one.getFileName()));
        }
        Path index = jar.resolveSibling("lib").resolve(PackageIndex.NAME);
        if (Files.exists(index)) {
            copy(index, library.resolve(PackageIndex.NAME));
        }
        copy(jar, spec.resolve(JAR));
        Files.writeString(spec.resolve("kernel.json"), json(spec));
        ClassArchive.make(spec, spec.resolve(JAR));
        return spec;
    }

    static String json(Path spec) {
        List<String> command = new ArrayList<>();
        command.add(Jdk.java().toString());
        int feature = Runtime.version().feature();
        command.addAll(Jdk.kernelFlags(feature));
        if (System.getProperty("os.name").equals("Linux")) {
            command.addAll(Jdk.LINUX_KERNEL_FLAGS);
        }
        command.addAll(ClassArchive.flags(spec, feature));
        command.addAll(List.of("-jar", spec.resolve(JAR).toAbsolutePath().toString(), "kernel", "{connection_file}"));
        return json(command);
    }

    static String json(List<String> command) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("argv", command);
        json.put("display_name", DISPLAY_NAME);
        json.put("language", "java");
        json.put("interrupt_mode", "message");
        json.put("env", Map.of());
        json.put("metadata", Map.of("debugger", false));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    static Path ownJar() throws IOException {
        try {
            Path place = Path.of(KernelSpec.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(place)) {
                return place;
            }
            throw new IOException("the kernel is installed from " + JAR + ", but this runs from " + place
                    + ": build with mvn package and use java -jar kernel/target/" + JAR);
        } catch (URISyntaxException e) {
            throw new IOException("the kernel's own place is no path: " + e.getInput());
        }
    }

    private static List<Path> libraries(Path jar) throws IOException {
        Path library = jar.resolveSibling("lib");
        if (!Files.isDirectory(library)) {
            throw new IOException("there is no folder " + library + " with the libraries of " + jar.getFileName()
                    + ": they belong beside it");
        }
        try (Stream<Path> files = Files.list(library)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** A library of an older version would stay on the class path of nobody but take room for ever. */
    private static void deleteOthers(Path library, List<Path> jars) throws IOException {
        List<Path> names = jars.stream().map(Path::getFileName).toList();
        try (Stream<Path> files = Files.list(library)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".jar") && !names.contains(file.getFileName())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Copies beside the target first: a kernel that runs keeps the old file, and no half of one is left. */
    private static void copy(Path from, Path to) throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
