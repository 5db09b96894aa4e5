package octet.kernel.session;

import io.github.spencerpark.jupyter.kernel.util.GlobFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.kernel.jshell.Engine;
import octet.notebook.Render;
import octet.problem.Nearest;

/** The magics, in IJava's spelling: lines of a cell that start with a percent sign. */
final class Magics {
    private static final Pattern LINE = Pattern.compile("(?m)^%{1,2}(?<name>[a-zA-Z]\\w*)(?<rest>[^\\n]*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final Engine engine;
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
        record Call(String name, String rest, int line) implements Part {}
    }

    /** A magic that does not exist or cannot do what it was told. */
    static final class MagicException extends Exception {
        MagicException(String message) {
            super(message);
        }
    }

    Magics(Engine engine) {
        this.engine = engine;
        byName.put("jars", new Magic("%jars GLOB… adds jars to the class path", this::jars));
        byName.put("classpath", new Magic("%classpath PATH… adds jars or folders to the class path", this::classPath));
        byName.put("time", new Magic("%time CODE says how long a line takes; %%time a cell", null));
        byName.put("load", new Magic("%load FILE runs a file of Java as if it stood here, magics too", null));
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
            parts.add(new Part.Call(matcher.group("name"), rest, line));
            if (isForTheCell) {
                return parts;
            }
            start = matcher.end();
        }
        String rest = cell.substring(start);
        // Nothing behind a magic leaves the magic's value as the cell's.
        if (parts.isEmpty() || !rest.isBlank()) {
            parts.add(new Part.Code(rest, line));
        }
        return parts;
    }

    /** Returns the parts of the file that {@code %load} names. */
    List<Part> load(Part.Call call) throws MagicException {
        List<String> files = words(call.rest());
        if (files.size() != 1) {
            throw new MagicException("%load needs one file, such as %load setup.jshell; found " + files.size());
        }
        Path file = Path.of(files.get(0)).toAbsolutePath();
        try {
            return split(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new MagicException("%load: there is no file " + file);
        } catch (IOException e) {
            throw new MagicException("%load: " + file + " cannot be read as text in UTF-8: " + e.getMessage());
        }
    }

    /** Runs a magic other than {@code time} and {@code load}, and returns what to print, or null. */
    String run(Part.Call call) throws MagicException {
        Magic magic = byName.get(call.name());
        if (magic == null || magic.action() == null) {
            throw new MagicException("there is no magic %" + call.name() + "; the nearest are "
                    + Nearest.inWords(call.name(), byName.keySet()) + ", and there are:\n" + list());
        }
        try {
            return magic.action().run(words(call.rest()));
        } catch (IOException | RuntimeException e) {
            throw new MagicException("%" + call.name() + " failed: " + e.getMessage());
        }
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
