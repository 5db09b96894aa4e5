package octet.kernel.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.notebook.Html;

/** Java code in a few colours: comments, strings, numbers, keywords and annotations. */
final class JavaColors {
    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<string>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
            + "|(?<magic>(?m:^%{1,2}\\w+))"
            + "|(?<annotation>@\\w+)"
            + "|(?<number>\\b\\d[\\w.]*)"
            + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do"
            + "|double|else|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface"
            + "|long|native|new|null|package|permits|private|protected|public|record|return|sealed|short|static"
            + "|super|switch|synchronized|this|throw|throws|true|false|try|var|void|volatile|while|yield)\\b)");
    private static final List<String> KINDS = List.of("comment", "string", "magic", "annotation", "number", "keyword");

    private JavaColors() {}

    static Html html(String code) {
        List<Html> pieces = new ArrayList<>();
        Matcher token = TOKEN.matcher(code);
        int end = 0;
        while (token.find()) {
            pieces.add(Html.of(code.substring(end, token.start())));
            pieces.add(Html.element("span").styled(kind(token)).text(token.group()));
            end = token.end();
        }
        pieces.add(Html.of(code.substring(end)));
        return Html.all(pieces);
    }

    private static String kind(Matcher token) {
        return KINDS.stream()
                .filter(kind -> token.group(kind) != null)
                .findFirst()
                .orElse("");
    }
}
