package octet.notebook;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A value as a person may see it: one form per MIME type, of which {@code text/plain} is always there.
 *
 * <p>Immutable. Text forms are kept as they are, binary forms (images) as base64, as Jupyter wants them.
 *
 * @param data the forms by MIME type, in order of preference; contains {@code text/plain}
 * @param metadata facts about a form by its MIME type, such as an image's {@code width} in CSS pixels; may be empty
 */
public record Rich(Map<String, String> data, Map<String, Map<String, Object>> metadata) {
    /** The form that every value has. */
    public static final String PLAIN = "text/plain";

    /** The MIME type of markup made by {@link Html}. */
    public static final String HTML = "text/html";

    /**
     * Copies both maps.
     *
     * @throws IllegalArgumentException if there is no {@code text/plain} form
     */
    public Rich {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (!data.containsKey(PLAIN)) {
            throw new IllegalArgumentException("a rich value needs a text/plain form beside " + data.keySet()
                    + ": start from Rich.text(...) and add the others with with(...)");
        }
    }

    /** Returns a value with a plain text form only. */
    public static Rich text(String plain) {
        return new Rich(Map.of(PLAIN, plain), Map.of());
    }

    /** Returns a value with an HTML form and its plain text. */
    public static Rich html(Html html, String plain) {
        return text(plain).with(HTML, html.markup());
    }

    /** Returns a copy with one more form; an earlier form of that type is replaced. */
    public Rich with(String mimeType, String form) {
        Objects.requireNonNull(form, mimeType);
        Map<String, String> more = new LinkedHashMap<>(data);
        more.put(mimeType, form);
        return new Rich(more, metadata);
    }

    /**
     * Returns a copy with a picture.
     *
     * @param mimeType for example {@code image/png}
     * @param bytes the file's content
     * @param width the width in which it is shown, in CSS pixels; the bitmap may have more
     * @param height the height in which it is shown, in CSS pixels
     */
    public Rich withImage(String mimeType, byte[] bytes, int width, int height) {
        Map<String, Map<String, Object>> facts = new LinkedHashMap<>(metadata);
        facts.put(mimeType, Map.of("width", width, "height", height));
        return new Rich(with(mimeType, Base64.getEncoder().encodeToString(bytes)).data, facts);
    }

    /** Returns the plain text form. */
    public String plain() {
        return data.get(PLAIN);
    }

    /** Returns whether there is more to see than plain text. */
    public boolean isMoreThanText() {
        return data.size() > 1;
    }

    /**
     * Returns a copy that keeps only the given forms, and plain text.
     *
     * @throws IllegalArgumentException if a form is not there; names those that are
     */
    public Rich only(String... mimeTypes) {
        Map<String, String> kept = new LinkedHashMap<>();
        Map<String, Map<String, Object>> facts = new LinkedHashMap<>();
        for (String type : mimeTypes) {
            if (!data.containsKey(type)) {
                throw new IllegalArgumentException(
                        "this value has no form " + type + "; it can be shown as " + String.join(", ", data.keySet()));
            }
            kept.put(type, data.get(type));
            if (metadata.containsKey(type)) {
                facts.put(type, metadata.get(type));
            }
        }
        kept.put(PLAIN, plain());
        return new Rich(kept, facts);
    }

    /** Returns the plain text. */
    @Override
    public String toString() {
        return plain();
    }
}
