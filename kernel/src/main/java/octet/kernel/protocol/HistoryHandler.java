package octet.kernel.protocol;

import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Answers which cells were executed: the last ones, those of a session, or those that match a pattern. */
final class HistoryHandler implements Handler {
    private final History history;

    HistoryHandler(History history) {
        this.history = history;
    }

    @Override
    public void handle(Exchange exchange) {
        HistoryRequest request = exchange.content(HistoryRequest.class);
        List<Object> found = new ArrayList<>();
        for (History.Entry entry : select(request)) {
            Object what = request.includeOutput() ? Arrays.asList(entry.input(), entry.output()) : entry.input();
            found.add(List.of(entry.session(), entry.number(), what));
        }
        exchange.reply(Replies.ok("history", found));
    }

    private List<History.Entry> select(HistoryRequest request) {
        if (request instanceof HistoryRequest.Tail tail) {
            return last(history.all(), tail.getMaxReturnLength());
        }
        if (request instanceof HistoryRequest.Range range) {
            return range(range);
        }
        HistoryRequest.Search search = (HistoryRequest.Search) request;
        Pattern pattern = glob(search.getPattern() == null ? "*" : search.getPattern());
        List<History.Entry> found = history.all().stream()
                .filter(e -> pattern.matcher(e.input()).matches())
                .toList();
        return last(search.filterUnique() ? unique(found) : found, search.getMaxReturnLength());
    }

    /** As in IPython: session 0 is this one, -1 the one before; a line before 0 counts from the end. */
    private List<History.Entry> range(HistoryRequest.Range range) {
        int wanted =
                range.getSessionIndex() > 0 ? range.getSessionIndex() : history.session() + range.getSessionIndex();
        List<History.Entry> all =
                history.all().stream().filter(e -> e.session() == wanted).toList();
        int end = all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
        int start = range.getStart() < 0 ? end + range.getStart() : range.getStart();
        int stop = range.getStop() == 0 ? end : range.getStop() < 0 ? end + range.getStop() : range.getStop();
        return all.stream()
                .filter(e -> e.number() >= start && e.number() < stop)
                .toList();
    }

    private static List<History.Entry> unique(List<History.Entry> entries) {
        Map<String, History.Entry> unique = new LinkedHashMap<>();
        entries.forEach(entry -> {
            unique.remove(entry.input());
            unique.put(entry.input(), entry);
        });
        return List.copyOf(unique.values());
    }

    /** Returns the last of them; a front end that gives no number wants all. */
    private static List<History.Entry> last(List<History.Entry> entries, int count) {
        return count <= 0 ? entries : entries.subList(Math.max(0, entries.size() - count), entries.size());
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (char c : glob.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
