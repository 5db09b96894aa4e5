package octet.kernel.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A Maven repository in a folder, with libraries of one class each, and a home whose settings lead there. */
final class FileRepository {
    private final Path home;
    private final Path files;

    FileRepository(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        files = Files.createDirectories(folder.resolve("files"));
        Files.createDirectories(home.resolve(".m2"));
        settings(mirror("everything", files.toUri().toString()));
    }

    /** Makes Maven's user that of this home, until closed. */
    AutoCloseable atHome() {
        String before = System.setProperty("user.home", home.toString());
        return () -> System.setProperty("user.home", before);
    }

    Path local() {
        return home.resolve(".m2/repository");
    }

    static String mirror(String id, String url) {
        return "<mirrors><mirror><id>" + id + "</id><mirrorOf>*</mirrorOf><url>" + url + "</url></mirror></mirrors>";
    }

    void settings(String content) throws IOException {
        Files.writeString(home.resolve(".m2/settings.xml"), "<settings>" + content + "</settings>");
    }

    /** Adds a library whose class, named like it, says its version; the rest of its POM is given. */
    void library(String name, String version, String pom) throws IOException {
        Path folder = pom(name, version, pom);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Path source = Files.writeString(
                classes.resolve(type + ".java"),
                "package tiny; public class " + type + " { public static String version() { return \"" + version
                        + "\"; } }");
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString())
                != 0) {
            throw new IllegalStateException(source + " was not compiled");
        }
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve(name + "-" + version + ".jar")))) {
            jar.putNextEntry(new JarEntry("tiny/" + type + ".class"));
            jar.write(Files.readAllBytes(classes.resolve("tiny/" + type + ".class")));
        }
    }

    /** Adds a POM alone, such as a parent or a BOM. */
    Path pom(String name, String version, String pom) {
        Path folder = files.resolve("tiny").resolve(name).resolve(version);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(name + "-" + version + ".pom"),
                    "<project><modelVersion>4.0.0</modelVersion><groupId>tiny</groupId><artifactId>" + name
                            + "</artifactId><version>" + version + "</version>" + pom + "</project>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    static String needs(String name, String version) {
        return "<dependencies>" + dependency(name, "<version>" + version + "</version>") + "</dependencies>";
    }

    static String dependency(String name, String more) {
        return "<dependency><groupId>tiny</groupId><artifactId>" + name + "</artifactId>" + more + "</dependency>";
    }
}
