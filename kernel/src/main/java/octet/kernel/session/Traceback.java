package octet.kernel.session;

import java.util.ArrayList;
import java.util.List;
import octet.kernel.jshell.CellFailure;
import octet.kernel.jshell.CellFailure.Frame;
import octet.kernel.jshell.CellFailure.Link;
import octet.kernel.jshell.CellFailure.Problem;

/** Words a failure for the reader: cell, line and the code itself; colours as ANSI escapes, as Jupyter has it. */
final class Traceback {
    private static final int MOST_FRAMES = 16;
    private static final String RED = "\u001b[1;31m";
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private Traceback() {}

    static Outcome.Failed of(CellFailure failure, int cell) {
        if (failure instanceof CellFailure.NotCompiled notCompiled) {
            return notCompiled(notCompiled, cell);
        }
        if (failure instanceof CellFailure.Thrown thrown) {
            return thrown(thrown);
        }
        return new Outcome.Failed("KeyboardInterrupt", failure.getMessage(), List.of(RED + "Interrupted." + PLAIN));
    }

    static Outcome.Failed of(String name, String message) {
        return new Outcome.Failed(name, message, List.of(RED + name + PLAIN + ": " + message));
    }

    private static Outcome.Failed notCompiled(CellFailure.NotCompiled failure, int cell) {
        List<String> lines = new ArrayList<>();
        for (Problem problem : failure.problems()) {
            String marker = " ".repeat(problem.column()) + "^".repeat(problem.length());
            lines.add(BOLD + "In [" + cell + "], line " + problem.line() + PLAIN);
            lines.add("  " + problem.source());
            lines.add("  " + RED + marker + PLAIN);
            lines.add(RED + "error: " + PLAIN + problem.message());
        }
        return new Outcome.Failed("CompilationError", failure.getMessage(), lines);
    }

    private static Outcome.Failed thrown(CellFailure.Thrown failure) {
        List<String> lines = new ArrayList<>();
        String before = "";
        for (Link link : failure.chain()) {
            String message = link.message() == null ? "" : ": " + link.message();
            lines.add(before + RED + link.type() + PLAIN + message);
            link.frames().stream().limit(MOST_FRAMES).map(Traceback::frame).forEach(lines::add);
            if (link.frames().size() > MOST_FRAMES) {
                lines.add(FAINT + "    … " + (link.frames().size() - MOST_FRAMES) + " more" + PLAIN);
            }
            before = "Caused by: ";
        }
        String type = failure.chain().get(0).type();
        String message = failure.chain().get(0).message();
        return new Outcome.Failed(type.substring(type.lastIndexOf('.') + 1), message == null ? "" : message, lines);
    }

    private static String frame(Frame frame) {
        if (!frame.isInCell()) {
            return FAINT + "    at " + frame.method() + (frame.source().isEmpty() ? "" : " (" + frame.source() + ")")
                    + PLAIN;
        }
        return "    at " + frame.method() + " (" + BOLD + "In [" + frame.cell() + "]:" + frame.line() + PLAIN + ")"
                + FAINT + "   " + frame.source() + PLAIN;
    }
}
