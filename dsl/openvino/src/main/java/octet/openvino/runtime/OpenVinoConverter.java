package octet.openvino.runtime;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import octet.problem.OctetException;

/**
 * Writes a model of another format as IR by {@link Serializer}, in a Java process of its own: models are untrusted, and
 * what OpenVINO's readers and its C++ functions do with a bad one or a full disk could end this process.
 */
public final class OpenVinoConverter {

    private static final int LONGEST = 600;

    private OpenVinoConverter() {}

    /**
     * Converts a model, in float32 as it is.
     *
     * @param model a file that OpenVINO reads, such as ONNX
     * @param xml where to write the text of the IR; the weights lie beside it
     * @throws ConverterException when OpenVINO refuses it, or this machine cannot
     * @throws IOException when no process can be started
     * @throws OctetException when there is no OpenVINO
     */
    public static void convert(Path model, Path xml) throws ConverterException, IOException {
        Path library = OpenVino.get().library().toAbsolutePath();
        Path log = xml.resolveSibling("log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + log,
                "-cp",
                classPath(),
                Serializer.class.getName(),
                library.toString(),
                model.toAbsolutePath().toString(),
                xml.toAbsolutePath().toString());
        Path words = xml.resolveSibling("words");
        Path errors = xml.resolveSibling("errors");
        try {
            int code = run(
                    new ProcessBuilder(command).redirectOutput(words.toFile()).redirectError(errors.toFile()));
            if (code != Serializer.DONE) {
                throw refusal(code, text(words), text(errors));
            }
        } finally {
            Files.deleteIfExists(words);
            Files.deleteIfExists(errors);
            Files.deleteIfExists(log);
        }
    }

    /** Libraries may write bytes that are no UTF-8. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static int run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static ConverterException refusal(int code, String words, String errors) {
        return switch (code) {
            case Serializer.REFUSED -> new ConverterException(true, words.strip());
            case Serializer.UNABLE -> new ConverterException(false, words.strip());
            default ->
                new ConverterException(
                        false,
                        "its process ended with code " + code + said(errors + " " + words) + ", as on a full disk");
        };
    }

    private static String said(String words) {
        String text = OpenVinoException.inWords("", words);
        String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return shortened.isEmpty() ? "" : " and said '" + shortened + "'";
    }

    /** The three jars that the process needs, wherever this program has them from. */
    private static String classPath() throws ConverterException {
        List<String> parts = new ArrayList<>();
        for (Class<?> type : List.of(OpenVinoConverter.class, OctetException.class, Native.class)) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            try {
                parts.add(Path.of(source.getLocation().toURI()).toString());
            } catch (URISyntaxException | RuntimeException e) {
                throw new ConverterException(false, "the program's own jars are no files from which to start Java");
            }
        }
        return String.join(java.io.File.pathSeparator, parts.stream().distinct().toList());
    }
}
