package octet.kernel.jshell;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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
                keepVariables(type);
                done[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(e.toString(), done);
            }
        }
    }

    /** JShell keeps variables in static fields of wrappers: carries their values over to the wrapper's new version. */
    private void keepVariables(Class<?> wrapper) {
        Matcher name = WRAPPER.matcher(wrapper.getName());
        if (!name.matches()) {
            return;
        }
        Class<?> before = latestOfSnippet.put(name.group(1), wrapper);
        if (before == null) {
            return;
        }
        for (Field field : before.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
                keep(field, wrapper);
            }
        }
    }

    private void keep(Field before, Class<?> wrapper) {
        try {
            Field after = wrapper.getDeclaredField(before.getName());
            before.setAccessible(true);
            after.setAccessible(true);
            after.set(null, before.get(null));
        } catch (NoSuchFieldException noLongerDeclared) {
            // The snippet declares something else now.
        } catch (ReflectiveOperationException | IllegalArgumentException otherType) {
            lost.add(before.getName());
        }
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
