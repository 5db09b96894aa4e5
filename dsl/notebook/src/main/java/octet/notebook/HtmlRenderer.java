package octet.notebook;

/** Shows pieces of HTML. */
public final class HtmlRenderer implements Renderer<Html> {
    /** For {@link java.util.ServiceLoader}. */
    public HtmlRenderer() {}

    @Override
    public Class<Html> type() {
        return Html.class;
    }

    @Override
    public Rich render(Html html) {
        return Rich.html(html, html.plain());
    }
}
