package octet.kernel.jshell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which packages the kernel's libraries have, so that the compiler of cells opens a jar only when it needs one: to open
 * all of them would take longer than the rest of its start.
 *
 * <p>The build writes it as a file beside the jars: a line for each, with its name, its size in bytes and its packages,
 * separated by tabs.
 */
public final class PackageIndex {
    /** The name of the file. */
    public static final String NAME = "packages.txt";

    private static final String TAB = "\t";

    private final Map<Path, Set<String>> packages;

    private PackageIndex(Map<Path, Set<String>> packages) {
        this.packages = packages;
    }

    /**
     * Writes the index of a directory of jars.
     *
     * @param arguments the directory
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Files.writeString(directory.resolve(NAME), lines(directory));
    }

    private static String lines(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(PackageIndex::line)
                    .collect(Collectors.joining());
        }
    }

    private static String line(Path jar) {
        Set<String> packages = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
                    .forEach(name -> packages.add(name.replace('/', '.')));
            return jar.getFileName() + TAB + Files.size(jar) + TAB + String.join(TAB, packages) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the index of some jars, which lies beside them. What it does not tell is not known, and that is no error. */
    static PackageIndex of(List<Path> jars) {
        Map<Path, Set<String>> packages = new HashMap<>();
        jars.stream().map(Path::getParent).distinct().forEach(directory -> read(directory, packages));
        return new PackageIndex(packages);
    }

    private static void read(Path directory, Map<Path, Set<String>> packages) {
        Path file = directory == null ? Path.of(NAME) : directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
                String[] words = line.split(TAB);
                Path jar = file.resolveSibling(words[0]);
                if (words.length >= 2 && words[1].equals(String.valueOf(Files.size(jar)))) {
                    packages.put(jar, Set.copyOf(Arrays.asList(words).subList(2, words.length)));
                }
            }
        } catch (IOException | IllegalArgumentException notOurs) {
            // Without it cells start later, and that is all.
        }
    }

    /** Returns whether an entry of the class path may have classes of a package; true where it is not known. */
    boolean mayHave(Path entry, String packageName) {
        Set<String> known = packages.get(entry);
        return known == null || known.contains(packageName);
    }

    /** Returns whether it knows an entry of the class path. */
    boolean knows(Path entry) {
        return packages.containsKey(entry);
    }
}
