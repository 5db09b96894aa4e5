package octet.notebook.views;

import octet.notebook.Html;
import octet.notebook.Renderer;
import octet.notebook.Rich;
import octet.recipe.Recipe;

/** Shows a recipe as the JSON that it is. */
public final class RecipeRenderer implements Renderer<Recipe> {
    /** For {@link java.util.ServiceLoader}. */
    public RecipeRenderer() {}

    @Override
    public Class<Recipe> type() {
        return Recipe.class;
    }

    @Override
    public Rich render(Recipe recipe) {
        Html json = Html.element("pre")
                .attribute("style", "max-height: 24em; overflow: auto")
                .text(recipe.json());
        return Rich.html(json, Words.of(recipe));
    }
}
