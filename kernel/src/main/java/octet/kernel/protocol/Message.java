package octet.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * A message of Jupyter's protocol, as it came.
 *
 * @param identities whom to answer
 * @param header with {@code msg_id}, {@code msg_type} and {@code session}
 * @param content what it says
 */
record Message(List<byte[]> identities, JsonObject header, JsonObject content) {
    /** Returns for example {@code execute_request}. */
    String type() {
        JsonElement type = header.get("msg_type");
        return type == null || !type.isJsonPrimitive() ? "" : type.getAsString();
    }
}
