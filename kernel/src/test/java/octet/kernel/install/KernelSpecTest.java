package octet.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelSpecTest {
    private static final Path HOME = Path.of("home");

    @Test
    void dataDirectory_isWhereJupyterLooks() {
        assertThat(KernelSpec.dataDirectory("Linux", HOME, "", Map.of()))
                .isEqualTo(HOME.resolve(".local/share/jupyter"));
        assertThat(KernelSpec.dataDirectory("Linux", HOME, "", Map.of("XDG_DATA_HOME", "data")))
                .isEqualTo(Path.of("data/jupyter"));
        assertThat(KernelSpec.dataDirectory("Mac OS X", HOME, "", Map.of())).isEqualTo(HOME.resolve("Library/Jupyter"));
        assertThat(KernelSpec.dataDirectory("Windows 11", HOME, "", Map.of("APPDATA", "roaming")))
                .isEqualTo(Path.of("roaming/jupyter"));
        assertThat(KernelSpec.dataDirectory("Linux", HOME, "chosen", Map.of())).isEqualTo(Path.of("chosen"));
    }

    @Test
    void json_saysHowToStart() {
        JsonObject json =
                JsonParser.parseString(KernelSpec.json(Path.of("a \"b\""))).getAsJsonObject();
        assertThat(json.get("display_name").getAsString()).isEqualTo("Java (Octet)");
        assertThat(json.get("language").getAsString()).isEqualTo("java");
        assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
        JsonArray command = json.getAsJsonArray("argv");
        assertThat(command.get(command.size() - 1).getAsString()).isEqualTo("{connection_file}");
        assertThat(command.get(command.size() - 3).getAsString()).endsWith("octet.jar");
    }
}
