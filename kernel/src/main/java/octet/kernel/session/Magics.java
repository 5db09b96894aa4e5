package octet.kernel.session;

import io.github.spencerpark.jupyter.kernel.util.GlobFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import octet.kernel.jshell.Engine;
import octet.kernel.maven.Libraries;
import octet.notebook.Render;
import octet.problem.Nearest;

/** The magics, in IJava's spelling: lines of a cell that start with a percent sign. */
final class Magics {
    private static final Pattern LINE = Pattern.compile("(?m)^%{1,2}(?<name>[a-zA-Z]\\w*)(?<rest>[^\\n]*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final Engine engine;
    private final AddedLibraries libraries;
    private final Map<String, Magic> byName = new LinkedHashMap<>();

    /** One magic. */
    private record Magic(String usage, Action action) {}

    @FunctionalInterface
    private interface Action {
        /** Does it and returns what to print, or null. */
        String run(List<String> arguments) throws IOException;
    }

    /** A stretch of a cell. */
    sealed interface Part {
        /** Java, that starts in a line of the cell. */
        record Code(String text, int line) implements Part {}

        /** A magic and what it is about: the rest of its line, or of the cell, and the line in which that starts. */
        record Call(String name, String rest, int line, boolean isForTheCell) implements Part {}
    }

    /** A magic that does not exist or cannot do what it was told. */
    static final class MagicException extends Exception {
        MagicException(String message) {
            super(message);
        }
    }

    Magics(Engine engine) {
        this.engine = engine;
        this.libraries = new AddedLibraries(engine);
        byName.put("jars", new Magic("%jars GLOB… adds jars to the class path", this::jars));
        byName.put("classpath", new Magic("%classpath PATH… adds jars or folders to the class path", this::classPath));
        byName.put(
                "maven", new Magic("%maven GROUP:NAME:VERSION… adds libraries with all that they need", this::maven));
        byName.put(
                "loadFromPOM",
                new Magic("%loadFromPOM FILE adds the libraries of a POM; %%loadFromPOM of the cell", null));
        byName.put("load", new Magic("%load FILE runs a file of Java, or the code of a notebook", null));
        byName.put("timeit", new Magic("%timeit CODE says how long a line takes, of many runs; %%timeit a cell", null));
        byName.put("time", new Magic("%time CODE says how long a line takes; %%time a cell", null));
        byName.put("lsmagic", new Magic("%lsmagic lists the magics", arguments -> list()));
    }

    /** Cuts a cell at its magics. A percent sign inside of an unfinished statement is Java's. */
    List<Part> split(String cell) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = LINE.matcher(cell);
        int start = 0;
        int line = 1;
        while (matcher.find()) {
            String before = cell.substring(start, matcher.start());
            if (!engine.introspection().isFinished(before)) {
                continue;
            }
            parts.add(new Part.Code(before, line));
            line += (int) before.chars().filter(c -> c == '\n').count();
            boolean isForTheCell = matcher.group().startsWith("%%");
            String rest = isForTheCell
                    ? cell.substring(matcher.end())
                    : matcher.group("rest").strip();
            parts.add(new Part.Call(matcher.group("name"), rest, line, isForTheCell));
            if (isForTheCell) {
                return parts;
            }
            start = matcher.end();
        }
        parts.add(new Part.Code(cell.substring(start), line));
        return parts;
    }

    /** Runs a magic that runs no code of the cell and returns what to print, or null. */
    String run(Part.Call call) throws MagicException {
        Magic magic = byName.get(call.name());
        if (magic == null) {
            throw new MagicException("there is no magic %" + call.name() + "; the nearest is "
                    + Nearest.to(call.name(), byName.keySet()).stream()
                            .limit(1)
                            .map(name -> "%" + name)
                            .collect(Collectors.joining())
                    + "; there are:\n" + list());
        }
        try {
            if (call.name().equals("loadFromPOM")) {
                return loadFromPom(call);
            }
            return magic.action().run(words(call.rest()));
        } catch (IOException | RuntimeException e) {
            throw new MagicException("%" + call.name() + " failed: " + e.getMessage());
        }
    }

    /** Returns how the magics are used, by their names. */
    Map<String, String> usages() {
        Map<String, String> usages = new LinkedHashMap<>();
        byName.forEach((name, magic) -> usages.put(name, magic.usage()));
        return usages;
    }

    private String list() {
        return String.join("\n", byName.values().stream().map(Magic::usage).toList());
    }

    private String jars(List<String> globs) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String glob : globs) {
            List<Path> files = new ArrayList<>();
            new GlobFinder(glob).computeMatchingFiles().forEach(files::add);
            if (files.isEmpty()) {
                throw new IOException(
                        "no file matches " + glob + " in " + Path.of("").toAbsolutePath());
            }
            found.addAll(files);
        }
        return add(found, "%jars needs at least one file or pattern, such as lib/*.jar");
    }

    private String classPath(List<String> entries) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String entry : entries) {
            Path path = Path.of(entry).toAbsolutePath();
            if (!Files.exists(path)) {
                throw new IOException("there is no file or folder " + path);
            }
            found.add(path);
        }
        return add(found, "%classpath needs at least one jar or folder");
    }

    private String maven(List<String> coordinates) throws IOException {
        if (coordinates.isEmpty()) {
            throw new IOException(
                    "%maven needs groupId:artifactId:version, such as org.apache.commons:commons-csv:1.14.1");
        }
        return libraries.add(Libraries.byCoordinates(coordinates));
    }

    private String loadFromPom(Part.Call call) throws IOException {
        if (call.isForTheCell()) {
            return libraries.add(Libraries.byPom(call.rest()));
        }
        List<String> files = words(call.rest());
        if (files.size() != 1) {
            throw new IOException("%loadFromPOM needs one file, such as pom.xml; %%loadFromPOM takes the cell");
        }
        return libraries.add(Libraries.byPom(Files.readString(file(files.get(0)))));
    }

    /** Returns a file that is there. */
    static Path file(String name) throws IOException {
        Path path = Path.of(name).toAbsolutePath();
        if (!Files.isRegularFile(path)) {
            throw new IOException("there is no file " + path);
        }
        return path;
    }

    private String add(List<Path> entries, String usage) throws IOException {
        if (entries.isEmpty()) {
            throw new IOException(usage);
        }
        entries.forEach(engine::addToClassPath);
        Render.discover(engine.classLoader());
        return null;
    }

    private static List<String> words(String rest) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(rest);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words;
    }
}
