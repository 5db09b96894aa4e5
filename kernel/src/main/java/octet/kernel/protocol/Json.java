package octet.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.adapters.HistoryRequestAdapter;
import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import octet.notebook.Rich;

/** Messages' contents as JSON. */
final class Json {
    static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(HistoryRequest.class, HistoryRequestAdapter.INSTANCE)
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    private Json() {}

    /** Returns a value as the base kernel's messages have it. */
    static DisplayData display(Rich rich) {
        DisplayData display = new DisplayData();
        rich.data().forEach((type, form) -> display.putData(type, form(type, form)));
        rich.metadata().forEach(display::putMetaData);
        return display;
    }

    /** A form in JSON is sent as JSON, every other as a string. */
    static JsonElement form(String type, String form) {
        if (type.equals("application/json") || type.endsWith("+json")) {
            try {
                return JsonParser.parseString(form);
            } catch (JsonSyntaxException notJson) {
                return GSON.toJsonTree(form);
            }
        }
        return GSON.toJsonTree(form);
    }
}
