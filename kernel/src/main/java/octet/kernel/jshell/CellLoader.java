package octet.kernel.jshell;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** Loads the classes that JShell makes of cells, and the libraries that cells ask for. */
final class CellLoader implements LoaderDelegate {
    /** JShell's wrapper of snippet 12; when something that it depends on changes it comes again as 12B, 12C, … */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*");

    private final Loader loader = new Loader();
    private final Map<String, Class<?>> loaded = new HashMap<>();
    private final Map<String, Class<?>> latestOfSnippet = new HashMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> restarted = new ArrayList<>();

    /** Returns the class loader of the cells. */
    ClassLoader classLoader() {
        return loader;
    }

    /** Returns the variables that could not be kept since the last call. */
    List<String> takeLost() {
        List<String> names = List.copyOf(lost);
        lost.clear();
        return names;
    }

    /** Returns what there is to say of classes whose static fields begin anew since the last call. */
    List<String> takeRestarted() {
        List<String> words = List.copyOf(restarted);
        restarted.clear();
        return words;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        for (ClassBytecodes one : classes) {
            loader.made.put(one.name(), Weaver.weave(one.bytecodes()));
        }
        boolean[] done = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            try {
                Class<?> type = loader.loadClass(classes[i].name());
                loaded.put(classes[i].name(), type);
                done[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(e.toString(), done);
            }
        }
        for (ClassBytecodes one : classes) {
            keepVariables(loaded.get(one.name()));
        }
    }

    /** JShell keeps variables in static fields of wrappers: carries their values over to the wrapper's new version. */
    private void keepVariables(Class<?> wrapper) {
        Matcher name = WRAPPER.matcher(wrapper.getName());
        if (!name.matches()) {
            return;
        }
        Class<?> before = latestOfSnippet.put(name.group(1), wrapper);
        if (before != null) {
            lost.addAll(StaticFields.copy(before, wrapper));
            noticeFields(before);
        }
    }

    private void noticeFields(Class<?> before) {
        for (Class<?> declared : before.getDeclaredClasses()) {
            if (HotSwap.isInitialized(declared)) {
                restarted.addAll(StaticFields.restarted(declared));
            }
        }
    }

    /**
     * Gives loaded classes other code.
     *
     * @return whether that was possible; else nothing was done
     */
    boolean redefine(ClassBytecodes[] classes) {
        List<Class<?>> types = new ArrayList<>();
        List<byte[]> codes = new ArrayList<>();
        for (ClassBytecodes one : classes) {
            Class<?> type = loaded.get(one.name());
            byte[] code = Weaver.weave(one.bytecodes());
            if (type == null || !HotSwap.startsAlike(loader.made.get(one.name()), code)) {
                return false;
            }
            types.add(type);
            codes.add(code);
        }
        if (!HotSwap.swap(types, codes)) {
            return false;
        }
        for (int i = 0; i < classes.length; i++) {
            loader.made.put(classes[i].name(), codes.get(i));
        }
        return true;
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        for (ClassBytecodes one : classes) {
            loader.made.put(one.name(), Weaver.weave(one.bytecodes()));
        }
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            for (String entry : path.split(File.pathSeparator)) {
                loader.addURL(Path.of(entry).toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> type = loaded.get(name);
        if (type == null) {
            throw new ClassNotFoundException(name);
        }
        return type;
    }

    /** Sees the class path of the JVM but for the kernel's own libraries. */
    private static final class Loader extends URLClassLoader {
        private final Map<String, byte[]> made = new ConcurrentHashMap<>();
        private final OwnLibraries own = new OwnLibraries();

        Loader() {
            super("cells", new URL[0], CellLoader.class.getClassLoader());
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> type = findLoadedClass(name);
                if (type == null) {
                    type = visible(name);
                }
                if (resolve) {
                    resolveClass(type);
                }
                return type;
            }
        }

        private Class<?> visible(String name) throws ClassNotFoundException {
            if (made.containsKey(name)) {
                return findClass(name);
            }
            try {
                Class<?> type = getParent().loadClass(name);
                if (type == Stop.class || !own.contain(type)) {
                    return type;
                }
            } catch (ClassNotFoundException inNoneOfTheJvms) {
                return findClass(name);
            }
            return findClass(name);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = made.get(name);
            return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
