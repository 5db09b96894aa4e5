package octet.kernel.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The import declarations that every notebook starts with. */
final class Imports {
    private static final String LIST = "/octet/kernel/imports.txt";

    private Imports() {}

    /** Returns them, one a line of the resource {@value #LIST}; an empty line or one that starts with # is none. */
    static List<String> read() {
        try (InputStream in = Imports.class.getResourceAsStream(LIST)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the list of imports cannot be read from the kernel's jar", e);
        }
    }
}
