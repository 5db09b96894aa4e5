package octet.kernel.jshell;

import com.google.gson.Gson;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.objectweb.asm.ClassReader;
import org.zeromq.ZMQ;
import picocli.CommandLine;

/**
 * Tells the kernel's own libraries from those that a cell may use: a cell that brings its own version of one of them must
 * get that version, and completion must not offer ours.
 */
final class OwnLibraries {
    /** One class of each library; what is hidden is the jar or folder that it comes from. */
    private static final List<Class<?>> MARKS = List.of(
            Stop.class,
            Gson.class,
            KernelConnectionProperties.class,
            ZMQ.class,
            ClassReader.class,
            CommandLine.class,
            Node.class,
            TablesExtension.class);

    /** The jars of Maven's resolver by their names: to load a class of each would make every start slower. */
    private static final Pattern RESOLVER = Pattern.compile(
            "(maven-|plexus-|http(client|core)-|commons-codec-|javax\\.inject-|jcl-over-slf4j-).*\\.jar");

    private final Set<URL> places = MARKS.stream().map(OwnLibraries::placeOf).collect(Collectors.toUnmodifiableSet());

    /** Returns whether a class comes from one of them. */
    boolean contain(Class<?> type) {
        URL place = placeOf(type);
        return place != null
                && (isOfResolver(place.getPath())
                        || places.stream().anyMatch(own -> own.toExternalForm().equals(place.toExternalForm())));
    }

    /**
     * Returns this JVM's class path without them, in its order. What a jar's manifest adds is followed, since the whole
     * class path may be one such jar.
     */
    String classPathWithout() {
        Set<Path> own = places.stream().map(OwnLibraries::path).collect(Collectors.toSet());
        Set<Path> all = new LinkedHashSet<>();
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .forEach(entry -> add(Path.of(entry).toAbsolutePath().normalize(), all));
        return all.stream()
                .filter(entry -> !own.contains(entry) && !isOfResolver(entry.toString()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOfResolver(String place) {
        int name = Math.max(place.lastIndexOf('/'), place.lastIndexOf(File.separatorChar)) + 1;
        return RESOLVER.matcher(place.substring(name)).matches();
    }

    private static void add(Path entry, Set<Path> all) {
        if (!Files.exists(entry) || !all.add(entry) || Files.isDirectory(entry) || liesAmongOurs(entry)) {
            return;
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null) {
                for (String relative : more.trim().split("\\s+")) {
                    add(path(entry.toUri().resolve(relative)), all);
                }
            }
        } catch (IOException notAJar) {
            all.remove(entry);
        }
    }

    /** The jar that named it named the others too, and to open each takes longer than all else here. */
    private static boolean liesAmongOurs(Path jar) {
        return Files.exists(jar.resolveSibling(PackageIndex.NAME));
    }

    private static URL placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }

    private static Path path(URL place) {
        try {
            return path(place.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a library lies at a place that is no URI: " + place, e);
        }
    }

    private static Path path(URI place) {
        return Path.of(place).toAbsolutePath().normalize();
    }
}
