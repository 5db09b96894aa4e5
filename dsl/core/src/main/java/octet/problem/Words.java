package octet.problem;

import java.util.Locale;

/** Puts numbers into words the same way everywhere: with a decimal point, whatever the machine's language. */
public final class Words {

    private Words() {}

    /** As {@link String#format(String, Object...)}, independent of the default locale. */
    public static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
