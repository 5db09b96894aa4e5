package octet.kernel.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import octet.kernel.jshell.Completions;
import octet.kernel.jshell.Completions.Completion;

/** Names of files and folders that may come behind the beginning of a path. */
final class PathCompletion {
    private static final int MOST = 200;

    private PathCompletion() {}

    /**
     * Returns what goes on with a path.
     *
     * @param typed the path so far; relative ones start in the directory of the notebook
     * @param cursor where it ends in the code, in characters
     */
    static Completions of(String typed, int cursor) {
        int slash = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\'));
        String start = typed.substring(slash + 1);
        List<Completion> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                Path.of(slash < 0 ? "" : typed.substring(0, slash + 1)).toAbsolutePath())) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean isShown = name.startsWith(start) && (start.startsWith(".") || !name.startsWith("."));
                if (isShown && found.size() < MOST) {
                    boolean isFolder = Files.isDirectory(file);
                    found.add(new Completion(isFolder ? name + "/" : name, "path", isFolder ? "folder" : "file"));
                }
            }
        } catch (IOException | InvalidPathException | SecurityException noFolder) {
            found.clear();
        }
        found.sort(Comparator.comparing(Completion::text));
        return new Completions(found, cursor - start.length(), cursor);
    }
}
