package octet.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a CPU can do with bytes.
 *
 * @param name the name that it gives itself, or its architecture
 * @param saturates whether the sum of two products of an unsigned and a signed byte is cut off at 16 bits, as by
 *     {@code vpmaddubsw} on x86-64 without VNNI
 */
public record CpuFeatures(String name, boolean saturates) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /**
     * Asks the operating system. Where an x86-64 machine cannot be asked, as on Windows and macOS, the answer is that
     * it saturates: the safe one.
     */
    public static CpuFeatures ofThisMachine() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean x64 = architecture.equals("amd64") || architecture.equals("x86_64");
        String name = architecture;
        boolean vnni = false;
        try (var lines = Files.lines(CPU_INFO)) {
            for (String line : lines.limit(64).toList()) {
                if (line.startsWith("model name")) {
                    name = line.substring(line.indexOf(':') + 1).strip();
                } else if (line.startsWith("flags")) {
                    vnni = line.contains("avx512_vnni") || line.contains("avx_vnni");
                }
            }
        } catch (IOException e) {
            // No such file: not Linux.
        }
        return new CpuFeatures(name, x64 && !vnni);
    }
}
