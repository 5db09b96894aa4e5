package octet.kernel.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.kernel.jshell.Completions;
import octet.kernel.jshell.Completions.Completion;
import octet.kernel.jshell.Introspection;

/** Says what may come at a place of a cell: Java, magics and what they take, and paths of files in strings. */
final class Completer {
    private static final Pattern NAME = Pattern.compile("%{1,2}(\\w*)");
    private static final Pattern CALL = Pattern.compile("(%{1,2})(\\w+)[ \\t]+(.*)");
    private static final Set<String> TAKE_PATHS = Set.of("load", "jars", "classpath", "loadFromPOM");
    private static final Set<String> TAKE_JAVA = Set.of("time", "timeit");

    private final Introspection introspection;
    private final Magics magics;

    Completer(Introspection introspection, Magics magics) {
        this.introspection = introspection;
        this.magics = magics;
    }

    /**
     * Returns what may come at a place.
     *
     * @param cursor a position in the cell, in characters
     */
    Completions complete(String cell, int cursor) {
        int at = Math.max(0, Math.min(cursor, cell.length()));
        int lineStart = cell.lastIndexOf('\n', at - 1) + 1;
        String line = cell.substring(lineStart, at);
        if (line.startsWith("%") && introspection.isFinished(cell.substring(0, lineStart))) {
            return inMagic(line, cell, at);
        }
        Optional<String> path = openString(line);
        if (path.isPresent()) {
            return PathCompletion.of(path.get(), at);
        }
        return introspection.complete(cell, at);
    }

    private Completions inMagic(String line, String cell, int at) {
        Matcher name = NAME.matcher(line);
        if (name.matches()) {
            List<Completion> found = magics.usages().entrySet().stream()
                    .filter(magic -> magic.getKey().startsWith(name.group(1)))
                    .map(magic -> new Completion(magic.getKey(), "magic", magic.getValue()))
                    .toList();
            return new Completions(found, at - name.group(1).length(), at);
        }
        Matcher call = CALL.matcher(line);
        if (call.matches() && TAKE_PATHS.contains(call.group(2))) {
            String words = call.group(3);
            int quote = words.lastIndexOf('"');
            boolean isQuoted = words.chars().filter(c -> c == '"').count() % 2 == 1;
            return PathCompletion.of(words.substring(isQuoted ? quote + 1 : words.lastIndexOf(' ') + 1), at);
        }
        if (call.matches() && TAKE_JAVA.contains(call.group(2))) {
            int start = at - call.group(3).length();
            Completions java = introspection.complete(cell.substring(start, at), at - start);
            return new Completions(java.all(), java.start() + start, java.end() + start);
        }
        return new Completions(List.of(), at, at);
    }

    /** Returns the string that begins in a line and does not end in it, without its quote. */
    private static Optional<String> openString(String line) {
        char inside = 0;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (inside == 0 && line.startsWith("//", i)) {
                return Optional.empty();
            }
            if (inside != 0 && c == '\\') {
                i++;
            } else if (inside == 0 && (c == '"' || c == '\'')) {
                inside = c;
                start = i + 1;
            } else if (c == inside) {
                inside = 0;
            }
        }
        return inside == '"' ? Optional.of(line.substring(start).replace("\\\\", "\\")) : Optional.empty();
    }
}
