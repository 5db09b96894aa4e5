package octet.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler finds what it would find on the whole class path, and opens less. */
class LazyClassPathTest {
    @TempDir
    private Path directory;

    private Path first;
    private Path second;
    private String classPathBefore;

    @BeforeEach
    void jars() throws IOException {
        first = jar("first.jar", "a/b/One.class", "Root.class");
        second = jar("second.jar", "a/c/Two.class", "META-INF/versions/17/a/c/Two.class");
        PackageIndex.main(new String[] {directory.toString()});
        classPathBefore = System.getProperty("java.class.path");
    }

    @AfterEach
    void restore() {
        System.setProperty("java.class.path", classPathBefore);
    }

    @Test
    void jarIsOpenedWhenItsPackageIsAskedFor() throws IOException {
        StandardJavaFileManager beneath = compilerFiles();
        LazyClassPath files = over(beneath, first, second);
        assertThat(names(files, "a.none")).isEmpty();
        assertThat(beneath.getLocationAsPaths(StandardLocation.CLASS_PATH)).isEmpty();
        assertThat(names(files, "a.c")).containsExactly("a.c.Two");
        assertThat(paths(beneath)).containsExactly(second);
        assertThat(names(files, "a.b")).containsExactly("a.b.One");
        assertThat(names(files, "")).containsExactly("Root");
        assertThat(paths(beneath)).containsExactly(first, second);
    }

    @Test
    void whatTheIndexDoesNotKnowIsOpen() throws IOException {
        StandardJavaFileManager beneath = compilerFiles();
        jar("second.jar", "a/d/Three.class", "a/d/Four.class");
        Path folder = Files.createDirectories(directory.resolve("classes"));
        over(beneath, first, second, folder);
        assertThat(paths(beneath)).containsExactly(second, folder);
    }

    @Test
    void brokenIndexIsNoError() throws IOException {
        Files.writeString(directory.resolve(PackageIndex.NAME), "first.jar\nnowhere.jar\t1\ta\n\u0000\t\n");
        LazyClassPath files = over(compilerFiles(), first, second);
        assertThat(names(files, "a.b")).containsExactly("a.b.One");
    }

    @Test
    void longerClassPathIsTold() throws IOException {
        StandardJavaFileManager beneath = compilerFiles();
        LazyClassPath files = over(beneath, first);
        files.handleOption(
                "-classpath", List.of(first + File.pathSeparator + second).iterator());
        assertThat(names(files, "a.c")).containsExactly("a.c.Two");
        assertThat(files.getLocationAsPaths(StandardLocation.CLASS_PATH)).hasSize(2);
        files.show(false);
        assertThat(files.getLocationAsPaths(StandardLocation.CLASS_PATH)).isEmpty();
        assertThat(names(files, "a.b")).containsExactly("a.b.One");
    }

    private static StandardJavaFileManager compilerFiles() {
        return ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null);
    }

    private static LazyClassPath over(StandardJavaFileManager beneath, Path... entries) {
        List<String> path = List.of(entries).stream().map(Path::toString).toList();
        System.setProperty("java.class.path", String.join(File.pathSeparator, path));
        return new LazyClassPath(beneath);
    }

    private static List<Path> paths(StandardJavaFileManager files) {
        List<Path> paths = new ArrayList<>();
        files.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(paths::add);
        return paths;
    }

    private static List<String> names(LazyClassPath files, String packageName) throws IOException {
        List<String> names = new ArrayList<>();
        for (JavaFileObject file :
                files.list(StandardLocation.CLASS_PATH, packageName, EnumSet.of(JavaFileObject.Kind.CLASS), false)) {
            names.add(files.inferBinaryName(StandardLocation.CLASS_PATH, file));
        }
        return names;
    }

    private Path jar(String name, String... entries) throws IOException {
        Path jar = directory.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }
        return jar;
    }
}
