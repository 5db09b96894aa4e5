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

/**
 * Throws an error in another thread, wherever its Java code is: what {@code Thread.stop} did until JDK 20. The tool
 * interface of the JVM (JVMTI) still has it, without an agent, a debug port or a flag.
 */
final class ThreadStop {
    private static final Logger LOG = Logger.getLogger(ThreadStop.class.getName());
    private static final int VERSION = 0x30010200;

    /** Places of functions in the tables of {@code jni.h} and {@code jvmti.h}. */
    private static final int GET_ENV = 6;

    private static final int ADD_CAPABILITIES = 141;
    private static final int STOP_THREAD = 6;

    private static final int CAPABILITIES_BYTES = 16;
    private static final int CAN_SIGNAL_THREAD = 1 << 10;

    private final Pointer environment;
    private final Function stop;

    /** Where the tool interface cannot be had, nothing. */
    private static final class Instance {
        private static final Optional<ThreadStop> ONLY = make();
    }

    private ThreadStop() {
        NativeLibrary jvm = NativeLibrary.getInstance(library().toString());
        PointerByReference machine = new PointerByReference();
        check(jvm.getFunction("JNI_GetCreatedJavaVMs").invokeInt(new Object[] {machine, 1, new IntByReference()}));
        PointerByReference given = new PointerByReference();
        check(function(machine.getValue(), GET_ENV).invokeInt(new Object[] {machine.getValue(), given, VERSION}));
        environment = given.getValue();
        Memory capabilities = new Memory(CAPABILITIES_BYTES);
        capabilities.clear();
        capabilities.setInt(0, CAN_SIGNAL_THREAD);
        check(function(environment, ADD_CAPABILITIES).invokeInt(new Object[] {environment, capabilities}));
        stop = function(environment, STOP_THREAD);
    }

    private static Optional<ThreadStop> make() {
        try {
            return Optional.of(new ThreadStop());
        } catch (RuntimeException | LinkageError notHere) {
            LOG.log(Level.FINE, "loops of libraries cannot be stopped on this machine", notHere);
            return Optional.empty();
        }
    }

    /** Makes it ready, which takes a tenth of a second the first time. */
    static void prepare() {
        stop(new Thread(), new Stop.Interrupted());
    }

    /**
     * Throws an error in a thread when its Java code runs next. Does nothing if the thread has ended.
     *
     * @return whether that will happen
     */
    static boolean stop(Thread thread, Error error) {
        if (Instance.ONLY.isEmpty()) {
            return false;
        }
        ThreadStop means = Instance.ONLY.get();
        Object[] arguments = {means.environment, thread, error};
        return means.stop
                .invoke(Integer.class, arguments, Map.of(Library.OPTION_ALLOW_OBJECTS, true))
                .equals(0);
    }

    private static Path library() {
        Path home = Path.of(System.getProperty("java.home"));
        String name = System.mapLibraryName("jvm");
        Path unix = home.resolve("lib").resolve("server").resolve(name);
        return Files.exists(unix) ? unix : home.resolve("bin").resolve("server").resolve(name);
    }

    private static Function function(Pointer object, int place) {
        return Function.getFunction(object.getPointer(0).getPointer((long) place * Native.POINTER_SIZE));
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("the JVM's tool interface answered " + code);
        }
    }
}
