package octet.kernel.jshell;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.RunException;

/**
 * Compiles an expression of a cell once. JShell itself runs the compiler five times for {@code n + 1}: to parse it, for
 * its type, for the type of the variable {@code $1} that it declares, for errors, and for the class; and every such
 * variable makes all later snippets slower.
 *
 * <p>It stands on JShell's own steps, which are no API: of a JShell in which they are not as in JDK 17 to 25 there is no
 * such compiler. What it cannot compile it leaves to JShell, which finds the words for what is wrong.
 */
final class ExpressionCompiler {
    /** The method that JShell's wrapper puts an expression into. */
    static final String METHOD = "do_it$";

    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";

    /** A type and a name, a modifier and what it is for, a keyword and its operand: {@code new} alone begins a value. */
    private static final Pattern DECLARATION = Pattern.compile(
            "(?!new\\b)" + NAME + "(\\." + NAME + ")*(\\s*<[^;(){}=]*>)?(\\s*\\[\\s*])*\\s+(?!instanceof\\b)" + NAME);

    private static final Pattern STATEMENT =
            Pattern.compile("[{;@<]|(if|for|while|do|try|switch|synchronized|return|assert)\\b");

    /** JShell shows no value for it. */
    private static final Pattern ASSIGNMENT = Pattern.compile(NAME + "\\s*=(?!=)");

    /** No block, no line break, and no semicolon but one at the end, be it by an escape. */
    private static final Pattern PLAIN = Pattern.compile("[^;{}\\\\\\r\\n]{1,200};?[ \\t]*");

    private final Object keys;
    private final Object outerWraps;
    private final Object tasks;
    private final Object classes;
    private final Object evaluation;
    private final Method wrapReturning;
    private final Method wrapStatement;
    private final Method newKey;
    private final Constructor<?> newSnippet;
    private final Method setId;
    private final Method wrapInClass;
    private final Method nameOfWrap;
    private final Method textOfWrap;
    private final Method startInWrap;
    private final Method runTask;
    private final Class<?> worker;
    private final Method compile;
    private final Method classList;
    private final Method classInfo;
    private final Method bytes;
    private final List<Method> translations = new ArrayList<>();

    /**
     * A compiled expression.
     *
     * @param id what the file of its frames is called in stack traces, after a #
     * @param className the class whose {@link #METHOD} evaluates it
     * @param linesBefore how many lines of the class come before its first
     * @param classes that class and those within it
     */
    record Compiled(String id, String className, int linesBefore, ClassBytecodes[] classes) {}

    private ExpressionCompiler(JShell shell) throws ReflectiveOperationException {
        keys = value(shell, "keyMap");
        outerWraps = value(shell, "outerMap");
        tasks = value(shell, "taskFactory");
        classes = value(shell, "classTracker");
        evaluation = value(shell, "eval");
        wrapReturning = method(type("Wrap"), "methodReturnWrap", String.class);
        wrapStatement = method(type("Wrap"), "methodWrap", String.class);
        newKey = method(keys.getClass(), "keyForStatement");
        newSnippet =
                type("StatementSnippet").getDeclaredConstructor(type("Key$StatementKey"), String.class, type("Wrap"));
        newSnippet.setAccessible(true);
        setId = method(type("Snippet"), "setId", String.class);
        wrapInClass = method(outerWraps.getClass(), "wrapInClass", Set.class, Collection.class, List.class, List.class);
        nameOfWrap = method(type("OuterWrap"), "classFullName");
        textOfWrap = method(type("OuterWrap"), "wrapped");
        startInWrap = method(type("OuterWrap"), "snippetIndexToWrapIndex", int.class);
        worker = type("TaskFactory$Worker");
        runTask = method(tasks.getClass(), "compile", Collection.class, worker);
        compile = method(type("TaskFactory$CompileTask"), "compile");
        classList = method(type("TaskFactory$CompileTask"), "classList", type("OuterWrap"));
        classInfo = method(classes.getClass(), "get", String.class);
        bytes = method(type("ClassTracker$ClassInfo"), "toClassBytecodes");
        for (String thrown : List.of("UserException", "ResolutionException")) {
            Class<?> exception = Class.forName("jdk.jshell.spi.ExecutionControl$" + thrown);
            String name = thrown.equals("UserException") ? "asEvalException" : "asUnresolvedReferenceException";
            translations.add(method(evaluation.getClass(), name, exception));
        }
    }

    /** Returns that of a shell; empty where its JDK keeps the steps closed or has others. */
    static Optional<ExpressionCompiler> of(JShell shell) {
        try {
            return Optional.of(new ExpressionCompiler(shell));
        } catch (ReflectiveOperationException | InaccessibleObjectException otherJdk) {
            return Optional.empty();
        }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("jdk.jshell." + name);
    }

    private static Object value(Object owner, String field) throws ReflectiveOperationException {
        Field found = owner.getClass().getDeclaredField(field);
        found.setAccessible(true);
        return found.get(owner);
    }

    private static Method method(Class<?> owner, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /** Returns whether a cell is one short line in which nothing can end one snippet and begin another. */
    static boolean isPlain(String cell) {
        return PLAIN.matcher(cell).matches();
    }

    /** Returns whether a snippet looks like an expression; what merely looks so is not compiled. */
    static boolean mayBeExpression(String snippet) {
        String code = snippet.substring(CellSplitter.afterSpace(snippet, 0));
        return !code.isEmpty()
                && !STATEMENT.matcher(code).lookingAt()
                && !DECLARATION.matcher(code).lookingAt()
                && !ASSIGNMENT.matcher(code).lookingAt();
    }

    /**
     * Compiles one.
     *
     * @param id what the file of its frames is called in stack traces, after a #
     * @return empty if it is none, or has errors
     */
    Optional<Compiled> compile(String expression, String id) {
        if (!mayBeExpression(expression)) {
            return Optional.empty();
        }
        try {
            Compiled compiled = compile(expression, id, wrapReturning);
            // A call without a value is a statement.
            return Optional.ofNullable(compiled == null ? compile(expression, id, wrapStatement) : compiled);
        } catch (ReflectiveOperationException | RuntimeException jshellFailed) {
            return Optional.empty();
        }
    }

    private Compiled compile(String expression, String id, Method wrapper) throws ReflectiveOperationException {
        Object wrap = wrapper.invoke(null, expression);
        Object snippet = newSnippet.newInstance(newKey.invoke(keys), expression, wrap);
        setId.invoke(snippet, id);
        Object outer = wrapInClass.invoke(outerWraps, Set.of(), List.of(), List.of(snippet), List.of(wrap));
        Object work = Proxy.newProxyInstance(
                worker.getClassLoader(), new Class<?>[] {worker}, (proxy, method, task) -> compiled(task[0], outer));
        ClassBytecodes[] made = (ClassBytecodes[]) runTask.invoke(tasks, List.of(outer), work);
        if (made == null) {
            return null;
        }
        String before = ((String) textOfWrap.invoke(outer)).substring(0, (int) startInWrap.invoke(outer, 0));
        int linesBefore = (int) before.chars().filter(c -> c == '\n').count();
        return new Compiled(id, (String) nameOfWrap.invoke(outer), linesBefore, made);
    }

    private ClassBytecodes[] compiled(Object task, Object outer) throws ReflectiveOperationException {
        if (!(boolean) compile.invoke(task)) {
            return null;
        }
        List<?> names = (List<?>) classList.invoke(task, outer);
        ClassBytecodes[] made = new ClassBytecodes[names.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = (ClassBytecodes) bytes.invoke(classInfo.invoke(classes, names.get(i)));
        }
        return made;
    }

    /** Returns what JShell makes of an exception: its frames name snippets and their lines. */
    JShellException translated(RunException exception) {
        try {
            for (Method translation : translations) {
                if (translation.getParameterTypes()[0].isInstance(exception)) {
                    return (JShellException) translation.invoke(evaluation, exception);
                }
            }
            throw new IllegalStateException(exception);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
