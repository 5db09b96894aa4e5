package octet.kernel.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.notebook.Html;

/** Text with a terminal's colours on a page; other escapes of a terminal are left out. */
final class AnsiColors {
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([0-9;?]*)([@-~])");
    private static final List<String> COLORS =
            List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

    private AnsiColors() {}

    static Html html(String text) {
        // A line that a terminal would have overwritten counts by its last version only.
        String printed = text.replaceAll("(?m)^[^\\n]*\\r(?!\\n|$)", "").replace("\r", "");
        List<Html> pieces = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        Matcher escape = ESCAPE.matcher(printed);
        int end = 0;
        while (escape.find()) {
            pieces.add(piece(printed.substring(end, escape.start()), classes));
            if (escape.group(2).equals("m")) {
                change(classes, escape.group(1));
            }
            end = escape.end();
        }
        pieces.add(piece(printed.substring(end), classes));
        return Html.all(pieces);
    }

    private static Html piece(String text, List<String> classes) {
        return classes.isEmpty() || text.isEmpty()
                ? Html.of(text)
                : Html.element("span").styled(String.join(" ", classes)).text(text);
    }

    private static void change(List<String> classes, String codes) {
        for (String code : codes.isEmpty() ? new String[] {"0"} : codes.split(";")) {
            switch (code) {
                case "", "0" -> classes.clear();
                case "1" -> classes.add("bold");
                case "2" -> classes.add("faint");
                case "22" -> classes.removeAll(List.of("bold", "faint"));
                case "39" -> classes.removeAll(COLORS);
                default -> color(classes, code);
            }
        }
    }

    private static void color(List<String> classes, String code) {
        if (code.matches("[39][0-7]")) {
            classes.removeAll(COLORS);
            classes.add(COLORS.get(code.charAt(1) - '0'));
        }
    }
}
