package octet.kernel.run;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.kernel.session.Outcome;
import octet.kernel.session.Session;

/** Executes a notebook from its first cell to its last, or to the first that fails. */
public final class Runner {
    private static final String MAY_FAIL = "raises-exception";

    private final Request request;
    private final NotebookFile notebook;
    private final Map<String, List<JsonObject>> shown = new HashMap<>();

    /**
     * What to execute.
     *
     * @param notebook the file
     * @param output where to write the executed notebook, if anywhere
     * @param html where to write a page of it, if anywhere
     * @param parameters values by names of the notebook's parameters
     */
    public record Request(Path notebook, Optional<Path> output, Optional<Path> html, Map<String, String> parameters) {}

    private Runner(Request request) throws IOException {
        this.request = request;
        this.notebook = NotebookFile.read(request.notebook());
    }

    /**
     * Executes a notebook. What was written up to a failure is kept.
     *
     * @param isTerminal whether a person sees the output, who may like colours
     * @return whether all cells ran, but for those that may fail
     * @throws IOException if the notebook cannot be read, or an output not be written
     * @throws IllegalArgumentException if a parameter does not fit the notebook
     */
    public static boolean run(Request request, PrintStream out, PrintStream err, boolean isTerminal)
            throws IOException {
        Runner runner = new Runner(request);
        try (Session session = Session.start()) {
            return runner.run(session, new Console(out, err, isTerminal));
        }
    }

    private boolean run(Session session, Console console) throws IOException {
        List<NotebookCell> cells = ParameterCell.withRoom(notebook, request.parameters());
        notebook.setCells(cells);
        List<NotebookCell> codes = cells.stream().filter(NotebookCell::isCode).toList();
        codes.forEach(NotebookCell::clear);
        boolean succeeded = true;
        int count = 0;
        for (NotebookCell cell : codes) {
            if (cell.isTagged(ParameterCell.INJECTED)) {
                cell.setSource(ParameterCell.code(request.parameters(), session.variables()));
            }
            if (cell.source().isBlank()) {
                continue;
            }
            count++;
            console.cell(codes.indexOf(cell) + 1, codes.size(), cell.source());
            succeeded = execute(cell, count, session, console);
            write();
            if (!succeeded) {
                break;
            }
        }
        write();
        if (request.html().isPresent()) {
            NotebookFile.writeAtomically(request.html().get(), page());
        }
        return succeeded;
    }

    private boolean execute(NotebookCell cell, int count, Session session, Console console) {
        CellRecorder recorder = new CellRecorder(cell, console, notebook, shown);
        cell.setExecutionCount(count);
        Outcome outcome = session.execute(cell.source(), count, recorder);
        boolean succeeded = true;
        if (outcome instanceof Outcome.Failed failed) {
            recorder.failed(failed.name(), failed.message(), failed.traceback());
            console.failed(failed.traceback());
            succeeded = cell.isTagged(MAY_FAIL);
        } else if (outcome instanceof Outcome.Done done) {
            done.value().ifPresent(value -> recorder.result(count, value));
        }
        console.cellEnded();
        return succeeded;
    }

    private void write() throws IOException {
        if (request.output().isPresent()) {
            String text;
            synchronized (notebook) {
                text = notebook.text();
            }
            NotebookFile.writeAtomically(request.output().get(), text);
        }
    }

    private String page() {
        synchronized (notebook) {
            return HtmlPage.of(notebook, request.notebook());
        }
    }
}
