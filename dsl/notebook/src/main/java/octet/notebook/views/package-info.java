/**
 * Provides how the values of the chain look in a notebook, and what a cell makes of them: tables and charts.
 *
 * <p>Read {@link octet.notebook.views.Tables} and {@link octet.notebook.views.Charts} first: their statics are imported
 * into every cell. Each renderer is found by its type and puts together a {@code Card} or a table; the plain text of
 * every value is its {@code toString}.
 */
package octet.notebook.views;
