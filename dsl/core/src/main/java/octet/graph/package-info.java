/**
 * Provides the neutral graph on which every algorithm works: nodes, values, constants, and one vocabulary of operators.
 *
 * <p>Read {@link octet.graph.Graph} first, then {@link octet.graph.Op}. A format module builds the graph; nothing in
 * here knows one.
 */
package octet.graph;
