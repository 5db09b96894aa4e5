package octet.kernel.jshell;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The tool interface of this JVM (JVMTI), reached without an agent, a debug port or a flag. Thread-safe. */
final class ToolInterface {
    private static final Logger LOG = Logger.getLogger(ToolInterface.class.getName());
    private static final int TOOLS = 0x30010200;
    private static final int JNI = 0x00010008;

    /** Places of functions in the tables of {@code jni.h} and {@code jvmti.h}. */
    private static final int GET_ENV = 6;

    private static final int NEW_GLOBAL_REF = 21;
    private static final int DELETE_GLOBAL_REF = 22;
    private static final int ADD_CAPABILITIES = 141;

    private static final int CAPABILITIES_BYTES = 16;
    private static final Map<String, Object> WITH_OBJECTS = Map.of(Library.OPTION_ALLOW_OBJECTS, true);

    private final Pointer machine;
    private final Pointer environment;

    /** Where it cannot be had, nothing. */
    private static final class Instance {
        private static final Optional<ToolInterface> ONLY = make();
    }

    private ToolInterface() {
        NativeLibrary jvm = NativeLibrary.getInstance(library().toString());
        PointerByReference given = new PointerByReference();
        check(jvm.getFunction("JNI_GetCreatedJavaVMs").invokeInt(new Object[] {given, 1, new IntByReference()}));
        machine = given.getValue();
        environment = environment(TOOLS);
    }

    private static Optional<ToolInterface> make() {
        try {
            return Optional.of(new ToolInterface());
        } catch (RuntimeException | LinkageError notHere) {
            LOG.log(Level.FINE, "this JVM has no tool interface", notHere);
            return Optional.empty();
        }
    }

    /** Returns it; empty where it cannot be had. */
    static Optional<ToolInterface> get() {
        return Instance.ONLY;
    }

    /**
     * Asks for something that it may do.
     *
     * @param capability the place of its bit in {@code jvmtiCapabilities}
     * @return whether it is given
     */
    boolean mayDo(int capability) {
        Memory capabilities = new Memory(CAPABILITIES_BYTES);
        capabilities.clear();
        capabilities.setInt(capability / 32 * 4L, 1 << capability % 32);
        return call(ADD_CAPABILITIES, capabilities) == 0;
    }

    /**
     * Calls a function.
     *
     * @param place in the table of {@code jvmti.h}
     * @param arguments those after the environment; objects are given as references to them
     * @return the error code, 0 for success
     */
    int call(int place, Object... arguments) {
        return (Integer) invoke(Integer.class, environment, place, arguments);
    }

    /** Returns a reference to an object that holds until it is released. */
    Pointer reference(Object object) {
        return (Pointer) invoke(Pointer.class, environment(JNI), NEW_GLOBAL_REF, object);
    }

    void release(Pointer reference) {
        invoke(Void.class, environment(JNI), DELETE_GLOBAL_REF, reference);
    }

    private static Object invoke(Class<?> result, Pointer environment, int place, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = environment;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return function(environment, place).invoke(result, all, WITH_OBJECTS);
    }

    /** Returns the table of functions for the calling thread. */
    private Pointer environment(int version) {
        PointerByReference given = new PointerByReference();
        check(function(machine, GET_ENV).invokeInt(new Object[] {machine, given, version}));
        return given.getValue();
    }

    private static Function function(Pointer table, int place) {
        return Function.getFunction(table.getPointer(0).getPointer((long) place * Native.POINTER_SIZE));
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("the JVM's tool interface answered " + code);
        }
    }

    private static Path library() {
        Path home = Path.of(System.getProperty("java.home"));
        String name = System.mapLibraryName("jvm");
        Path unix = home.resolve("lib").resolve("server").resolve(name);
        return Files.exists(unix) ? unix : home.resolve("bin").resolve("server").resolve(name);
    }
}
