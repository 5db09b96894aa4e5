/**
 * Provides evaluation: code in, objects out, by JShell inside this JVM.
 *
 * <p>Read {@link octet.kernel.jshell.Engine} first. It cuts a cell into snippets ({@code CellSplitter}), JShell compiles
 * them, {@code CellLoader} loads the classes after {@code Weaver} has put a check for interrupts into every method and
 * loop, and {@code CellControl} runs them on the cell thread and keeps the objects that JShell would turn into strings.
 * What is declared anew gets its code exchanged in place by {@code HotSwap} where the JVM can do that, so that objects and
 * variables live on.
 * A {@code Pursuit} stops what has no such check, in the end by {@code ThreadStop}. {@code SnippetPlaces} and
 * {@code PrintedTraces} name cells and lines where JShell and the JVM name classes of theirs; {@code Losses} says which
 * variables did not survive a change.
 *
 * <p>Three classes are there for speed alone: {@code ExpressionCompiler} compiles an expression in one step where JShell
 * takes two, {@code LazyClassPath} opens a library when a package of it is asked for ({@code PackageIndex} knows which),
 * and {@code CompletionIndex} keeps JShell from listing all classes while the first cell waits.
 *
 * <p>{@link octet.kernel.jshell.Introspection} answers the editor's questions: completion, documentation, is it complete.
 */
package octet.kernel.jshell;
