/**
 * Provides what a notebook shows: values as {@link octet.notebook.Rich} forms, the statics of cells and the page's HTML.
 *
 * <p>Read {@link octet.notebook.Notebook} first: its statics are imported into every cell ({@code display(x)}). A value
 * becomes visible in three steps: {@link octet.notebook.Render} finds the {@link octet.notebook.Renderer} of its type,
 * that makes a {@link octet.notebook.Rich}, and the installed {@link octet.notebook.Screen} puts it in front of a
 * person. {@link octet.notebook.Html} is the only class of the project that writes markup; names that come from a file
 * reach plain text through {@link octet.notebook.Visible}. Charts take their looks from {@link octet.notebook.ChartTheme}, long
 * runs show themselves through {@link octet.notebook.ProgressBar}.
 */
package octet.notebook;
