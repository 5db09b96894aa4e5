package octet.kernel.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import octet.kernel.jshell.PackageIndex;

/**
 * Writes the kernel as a Python wheel, for {@code pip install}; the build calls it.
 *
 * <p>The format is the <a href="https://packaging.python.org/en/latest/specifications/binary-distribution-format/">
 * binary distribution format</a>: a zip file that lists its own files with their digests. The same input gives the same
 * bytes.
 */
final class Wheel implements AutoCloseable {
    private static final String PACKAGE = "octet_kernel";

    private final String name;
    private final LocalDateTime time;
    private final StringBuilder record = new StringBuilder();
    private final ZipOutputStream zip;

    private Wheel(OutputStream out, String name, Instant time) {
        this.name = name;
        this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        this.zip = new ZipOutputStream(out);
        // The jars are most of it and compressed already.
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /**
     * Writes it.
     *
     * @param arguments the directory with {@code octet.jar} and {@code lib}, where the wheel goes too; that of the Python
     *     sources; Maven's version; the time that all entries bear, in ISO 8601
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        String version = pythonVersion(arguments[2]);
        String name = PACKAGE + "-" + version;
        Path file = target.resolve(name + "-py3-none-any.whl");
        Path part = target.resolve(file.getFileName() + ".part");
        try (Wheel wheel = new Wheel(Files.newOutputStream(part), name, Instant.parse(arguments[3]))) {
            wheel.addAll(Path.of(arguments[1], PACKAGE), PACKAGE, ".py");
            wheel.add(PACKAGE + "/flags.txt", flags());
            wheel.add(PACKAGE + "/octet.jar", Files.readAllBytes(target.resolve("octet.jar")));
            wheel.addAll(target.resolve("lib"), PACKAGE + "/lib", ".jar");
            wheel.addAll(target.resolve("lib"), PACKAGE + "/lib", PackageIndex.NAME);
            wheel.add(
                    name + ".data/data/share/jupyter/kernels/" + KernelSpec.NAME + "/kernel.json",
                    KernelSpec.json(List.of("python", "-m", PACKAGE, "{connection_file}")));
            wheel.describe(version);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    static String pythonVersion(String maven) {
        return maven.replace("-SNAPSHOT", ".dev0");
    }

    /**
     * Returns a line for each version of Java that needs other flags than those before it: what they are for, the version,
     * the flags. {@code kernel} flags are always given, {@code linux} flags on Linux, {@code archive} flags where there is an
     * archive of classes.
     */
    static String flags() {
        StringBuilder lines = new StringBuilder();
        for (int feature : List.of(0, Jdk.UNSAFE_WARNS)) {
            line(lines, "kernel", feature, Jdk.kernelFlags(feature));
        }
        line(lines, "linux", 0, Jdk.LINUX_KERNEL_FLAGS);
        for (int feature : List.of(0, ClassArchive.HAS_AOT_CACHE)) {
            line(lines, "archive", feature, CachedArchive.flags(feature));
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String purpose, int feature, List<String> flags) {
        lines.append(purpose)
                .append('\t')
                .append(feature)
                .append('\t')
                .append(String.join("\t", flags))
                .append('\n');
    }

    private void addAll(Path directory, String to, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                add(to + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private void describe(String version) throws IOException {
        String info = name + ".dist-info/";
        add(info + "METADATA", """
                Metadata-Version: 2.1
                Name: octet-kernel
                Version: %s
                Summary: A Jupyter kernel for Java with post-training 8-bit quantization
                License: Apache-2.0
                Requires-Python: >=3.8
                """.formatted(version));
        add(info + "WHEEL", """
                Wheel-Version: 1.0
                Generator: octet
                Root-Is-Purelib: true
                Tag: py3-none-any
                """);
        record.append(info).append("RECORD,,\n");
        write(info + "RECORD", record.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void add(String entry, String text) throws IOException {
        add(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String entry, byte[] content) throws IOException {
        record.append(entry)
                .append(",sha256=")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content)))
                .append(',')
                .append(content.length)
                .append('\n');
        write(entry, content);
    }

    private void write(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
