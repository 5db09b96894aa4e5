package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only {@link Html} writes markup: no other main source of any module has a tag in a string. */
class OneHtmlClassTest {
    private static final Pattern STRING =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!]");
    /**
     * Angle brackets that are no HTML: constructors, generics and group names of Java, the delimiter of Jupyter's
     * messages, how a model file is recognised that is a web page, and what stands in Maven's files.
     */
    private static final Pattern NAME =
            Pattern.compile("<(cl)?init>|<IDS\\|MSG>|(?<=\\w)<[A-Z]\\w*|(?<=\\(\\?)<\\w+>|^<!doctype html$|^<html$"
                    + "|</?(project|dependencies|modelVersion|groupId|artifactId|version|offline)\\b");

    @Test
    void nobodyElse_hasATagInAString() throws IOException {
        List<String> tags = new ArrayList<>();
        for (Path source : sources()) {
            if (!source.endsWith(Path.of("octet", "notebook", "Html.java"))) {
                tags(source, tags);
            }
        }
        assertThat(tags).as("strings with HTML tags outside of Html").isEmpty();
    }

    private static List<Path> sources() throws IOException {
        Path root = Path.of("").toAbsolutePath().resolve("../..").normalize();
        assertThat(root.resolve("dsl/notebook")).as("the repository").isDirectory();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file ->
                            root.relativize(file).toString().replace('\\', '/').contains("src/main/java/"))
                    .toList();
        }
    }

    private static void tags(Path source, List<String> tags) throws IOException {
        String code = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
        Matcher strings = STRING.matcher(code);
        while (strings.find()) {
            String text = strings.group(1) != null ? strings.group(1) : strings.group(2);
            boolean goesOn = text.endsWith("<") && code.startsWith(" +", strings.end());
            if (goesOn || TAG.matcher(NAME.matcher(text).replaceAll("")).find()) {
                tags.add(source.getFileName() + ": " + strings.group());
            }
        }
    }
}
