/**
 * Provides comms: channels between a cell's code and code in the front end, such as a widget of JupyterLab.
 *
 * <p>Read {@link octet.notebook.comm.Comms} first. Data is JSON: maps, lists, strings, numbers, booleans and null.
 */
package octet.notebook.comm;
