package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import octet.notebook.Rich;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A session for the tests of a class, and what comes of its cells. */
abstract class Cells {
    static Session session;
    static int count;

    RecordingSink sink;

    @BeforeAll
    static void start() {
        session = Session.start();
    }

    @AfterAll
    static void end() {
        session.close();
    }

    Outcome run(String code) {
        sink = new RecordingSink();
        return session.execute(code, ++count, sink);
    }

    String value(String code) {
        Outcome outcome = run(code);
        assertThat(outcome).as(code).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).value().map(Rich::plain).orElse("nothing");
    }

    Outcome.Failed failure(String code) {
        Outcome outcome = run(code);
        assertThat(outcome).as(code).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }

    static String traceback(Outcome.Failed failure) {
        return String.join("\n", failure.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
