package octet.kernel.jshell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import octet.kernel.cell.Cell;

/** Runs what JShell compiled on the cell thread; JShell gets a key for every result, the object is kept here. */
final class CellControl extends DirectExecutionControl {
    private final CellLoader loader;
    private final CellThread thread;
    private final Map<String, Object> results = new HashMap<>();
    private Cell cell;
    private Throwable thrown;

    CellControl(CellLoader loader, CellThread thread) {
        super(loader);
        this.loader = loader;
        this.thread = thread;
    }

    /** Sets the cell for which the next snippets run. */
    void begin(Cell next) {
        cell = next;
        results.clear();
        thrown = null;
    }

    /** Returns the object behind a key that JShell was given; null may be the result itself. */
    Object result(String key) {
        return results.get(key);
    }

    /** Returns what the cell has thrown, or null. */
    Throwable thrown() {
        return thrown;
    }

    /** JShell makes a new version of the class, and of all that depend on it, where this fails. */
    @Override
    public void redefine(ClassBytecodes[] classes) throws ClassInstallException {
        if (!loader.redefine(classes)) {
            throw new ClassInstallException("the JVM cannot change this class in place", new boolean[classes.length]);
        }
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        Object result;
        try {
            result = thread.call(cell, () -> snippet.invoke(null));
        } catch (Throwable e) {
            throw converted(e instanceof InvocationTargetException wrapped ? wrapped.getCause() : e);
        }
        String key = "result" + results.size();
        results.put(key, result);
        return key;
    }

    private Exception converted(Throwable e) {
        thrown = e;
        if (e instanceof SPIResolutionException missing) {
            return new ResolutionException(missing.id(), missing.getStackTrace());
        }
        return toUser(e, 0);
    }

    private static UserException toUser(Throwable e, int depth) {
        UserException user = new UserException(message(e), e.getClass().getName(), e.getStackTrace());
        if (e.getCause() != null && depth < 20) {
            user.initCause(toUser(e.getCause(), depth + 1));
        }
        return user;
    }

    private static String message(Throwable e) {
        try {
            return e.getLocalizedMessage();
        } catch (RuntimeException failing) {
            return "(its message could not be read: " + failing.getClass().getName() + ")";
        }
    }
}
