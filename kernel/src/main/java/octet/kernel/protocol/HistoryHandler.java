package octet.kernel.protocol;

import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Answers which cells were executed: the last ones, a range, or those that match a pattern. */
final class HistoryHandler implements Handler {
    private static final int THIS_SESSION = 1;

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
            found.add(List.of(THIS_SESSION, entry.number(), what));
        }
        exchange.reply(Replies.ok("history", found));
    }

    private List<History.Entry> select(HistoryRequest request) {
        List<History.Entry> all = history.entries();
        if (request instanceof HistoryRequest.Tail tail) {
            return last(all, tail.getMaxReturnLength());
        }
        if (request instanceof HistoryRequest.Range range) {
            int stop = range.getStop() <= 0 ? Integer.MAX_VALUE : range.getStop();
            boolean isOurs = range.getSessionIndex() == 0 || range.getSessionIndex() == THIS_SESSION;
            return isOurs
                    ? all.stream()
                            .filter(e -> e.number() >= range.getStart() && e.number() < stop)
                            .toList()
                    : List.of();
        }
        HistoryRequest.Search search = (HistoryRequest.Search) request;
        Pattern pattern = glob(search.getPattern() == null ? "*" : search.getPattern());
        List<History.Entry> found =
                all.stream().filter(e -> pattern.matcher(e.input()).matches()).toList();
        if (search.filterUnique()) {
            Map<String, History.Entry> unique = new LinkedHashMap<>();
            found.forEach(entry -> {
                unique.remove(entry.input());
                unique.put(entry.input(), entry);
            });
            found = List.copyOf(unique.values());
        }
        return last(found, search.getMaxReturnLength());
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
