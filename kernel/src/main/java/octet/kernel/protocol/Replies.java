package octet.kernel.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contents of replies; every one has a {@code status}, which the base kernel's leave out. */
final class Replies {
    private Replies() {}

    /** Returns a reply that all went well; what is put into it is said as well. */
    static Map<String, Object> ok() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("status", "ok");
        return content;
    }

    static Map<String, Object> ok(String key, Object value) {
        Map<String, Object> content = ok();
        content.put(key, value);
        return content;
    }

    static Map<String, Object> error(String name, String message, List<String> traceback) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("status", "error");
        content.put("ename", name);
        content.put("evalue", message);
        content.put("traceback", traceback);
        return content;
    }
}
