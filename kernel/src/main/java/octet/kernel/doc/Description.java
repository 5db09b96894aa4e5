package octet.kernel.doc;

import octet.notebook.Html;

/**
 * What is known about a name.
 *
 * @param signature as in Java
 * @param comment its documentation comment without the stars, or null
 */
public record Description(String signature, String comment) {
    /** Returns it as text: the signature, then what the comment says. */
    public String plain() {
        return comment == null ? signature : signature + "\n" + Javadoc.text(comment);
    }

    /** Returns it as HTML, with the comment's own structure and no code that runs. */
    public Html html() {
        Html head = Html.element("pre").text(signature);
        return comment == null ? head : Html.element("div").add(head, JavadocHtml.of(comment));
    }
}
