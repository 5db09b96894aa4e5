/**
 * Provides the recipe of a quantized model: what was asked for and what was seen, as JSON, inside the model and beside
 * it.
 *
 * <p>Read {@link octet.recipe.Recipe} first.
 */
package octet.recipe;
