/**
 * Provides the execution of notebooks without Jupyter: a file in, the executed file and a page of it out.
 *
 * <p>Read {@link octet.kernel.run.Runner} first. It takes the cells of a {@code NotebookFile} one by one through the
 * kernel's own {@link octet.kernel.session.Session}; a {@code CellRecorder} writes each one's output into the file and,
 * through the {@code Console}, before the reader's eyes. {@code HtmlPage} makes a page of an executed notebook.
 */
package octet.kernel.run;
