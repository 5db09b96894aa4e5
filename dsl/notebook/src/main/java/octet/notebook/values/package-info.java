/**
 * Provides what a notebook shows of plain Java values: arrays, collections, maps, records and throwables.
 *
 * <p>Read {@link octet.notebook.values.ValueRenderer} first: it says what becomes a table. All views are bounded, in rows,
 * columns and the length of a cell, and none goes deeper than the elements of a value, so a value that contains itself
 * ends as well. The plain text is Java's own, by {@link octet.notebook.Plain}.
 */
package octet.notebook.values;
