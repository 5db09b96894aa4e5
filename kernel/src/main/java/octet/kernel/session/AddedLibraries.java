package octet.kernel.session;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.kernel.jshell.Engine;
import octet.kernel.maven.Resolved;
import octet.notebook.Render;

/** Adds libraries from Maven to what cells see; one that is there in some version already stays in that version. */
final class AddedLibraries {
    private static final Pattern JAR = Pattern.compile("(?<name>.+?)-(?<version>\\d[\\w.-]*)\\.jar");

    private final Engine engine;
    private final Map<String, String> versions = new LinkedHashMap<>();

    AddedLibraries(Engine engine) {
        this.engine = engine;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(entry).getFileName();
            Matcher matcher = JAR.matcher(file == null ? "" : file.toString());
            if (matcher.matches()) {
                versions.put(matcher.group("name"), matcher.group("version"));
            }
        }
    }

    /** Returns in words what was added and what was not. */
    String add(Resolved resolved) {
        List<Resolved.Library> added = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Resolved.Library library : resolved.libraries()) {
            String there = versions.get(library.name());
            if (there == null) {
                engine.addToClassPath(library.file());
                versions.put(library.name(), library.version());
                added.add(library);
            } else if (!there.equals(library.version())) {
                lines.add("  " + library.name() + " stays in version " + there
                        + ", which is loaded already; wanted was " + library.version());
            }
        }
        Render.discover(engine.classLoader());
        resolved.conflicts().forEach(conflict -> lines.add("  " + conflict));
        lines.add(
                0,
                added.isEmpty()
                        ? "Nothing to add"
                        : "Added "
                                + String.join(
                                        ", ",
                                        added.stream()
                                                .map(Resolved.Library::toString)
                                                .toList()));
        return String.join("\n", lines);
    }
}
