package octet.kernel.jshell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The compiler's files, with a class path whose jars are opened when one of their packages is asked for. To the compiler
 * beneath, the class path is what has been asked for so far, in its order.
 */
final class LazyClassPath extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private static final Set<String> CLASS_PATH_OPTIONS = Set.of("-classpath", "-cp", "--class-path");

    private static final Set<Location> CLASSES =
            Set.of(StandardLocation.CLASS_PATH, StandardLocation.PLATFORM_CLASS_PATH);

    private final Set<Path> opened = new LinkedHashSet<>();
    private List<Path> entries;
    private PackageIndex index;
    private boolean isShown = true;

    LazyClassPath(StandardJavaFileManager files) {
        super(files);
        setClassPath(System.getProperty("java.class.path"));
    }

    private synchronized void setClassPath(String path) {
        entries = Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
        index = PackageIndex.of(entries);
        entries.stream().filter(entry -> !index.knows(entry)).forEach(opened::add);
        useOpened();
    }

    /** Sets whether somebody who asks for the places of classes is told them. The compiler itself asks for packages. */
    synchronized void show(boolean shown) {
        isShown = shown;
    }

    private void useOpened() {
        try {
            fileManager.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    entries.stream().filter(opened::contains).toList());
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be set: " + e.getMessage(), e);
        }
    }

    private synchronized void open(String packageName) {
        boolean isMore = false;
        for (Path entry : entries) {
            isMore |= !opened.contains(entry) && index.mayHave(entry, packageName) && opened.add(entry);
        }
        if (isMore) {
            useOpened();
        }
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location == StandardLocation.CLASS_PATH) {
            open(packageName);
        }
        return super.list(location, packageName, kinds, recurse);
    }

    /** JShell tells a longer class path as an option. */
    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        if (CLASS_PATH_OPTIONS.contains(current) && remaining.hasNext()) {
            setClassPath(remaining.next());
            return true;
        }
        return super.handleOption(current, remaining);
    }

    @Override
    public synchronized Iterable<? extends Path> getLocationAsPaths(Location location) {
        if (!isShown && CLASSES.contains(location)) {
            return List.of();
        }
        return location == StandardLocation.CLASS_PATH ? entries : fileManager.getLocationAsPaths(location);
    }

    /** The compiler looks for plug-ins of its own there, at each start and in every library. */
    @Override
    public ClassLoader getClassLoader(Location location) {
        return ClassLoader.getPlatformClassLoader();
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        List<File> files = new ArrayList<>();
        Iterable<? extends Path> paths = getLocationAsPaths(location);
        if (paths == null) {
            return null;
        }
        paths.forEach(path -> files.add(path.toFile()));
        return files;
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }
}
