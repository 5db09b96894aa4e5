package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries by Maven coordinates and POMs, with the real resolver and what is in the local repository or Central. */
class MavenMagicsTest extends Cells {
    /** The artifacts are the build's own, so that they are in the local repository already. */
    @Test
    void mavenMagic_addsALibraryAndWhatItNeeds_once() {
        run("%maven com.google.code.gson:gson:2.13.1");
        assertThat(sink.out()).contains("Added gson 2.13.1");
        assertThat(value("new com.google.gson.Gson().toJson(List.of(1, 2))")).isEqualTo("[1,2]");
        run("%maven com.google.code.gson:gson:2.8.9");
        assertThat(sink.out())
                .contains("Nothing to add")
                .contains("gson stays in version 2.13.1")
                .contains("2.8.9");
    }

    @Test
    void loadFromPomMagic_takesFragmentsFilesAndBoms(@TempDir Path folder) throws Exception {
        String dependency = "<dependency><groupId>org.commonmark</groupId><artifactId>commonmark</artifactId>"
                + "<version>0.32.0</version></dependency>";
        run("%%loadFromPOM\n" + dependency);
        assertThat(sink.out()).contains("Added commonmark 0.32.0");
        assertThat(value("org.commonmark.parser.Parser.builder().build() != null"))
                .isEqualTo("true");
        Path pom = Files.writeString(
                folder.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId>"
                        + "<version>1</version><dependencyManagement><dependencies><dependency><groupId>org.junit"
                        + "</groupId><artifactId>junit-bom</artifactId><version>6.1.3</version><type>pom</type>"
                        + "<scope>import</scope></dependency></dependencies></dependencyManagement><dependencies>"
                        + "<dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-launcher"
                        + "</artifactId></dependency></dependencies></project>");
        run("%loadFromPOM \"" + pom + "\"");
        assertThat(sink.out()).contains("junit-platform-launcher");
        assertThat(failure("%loadFromPOM no/pom.xml").message()).contains("there is no file");
        assertThat(failure("%%loadFromPOM\n<dependency><groupId>").message()).contains("%loadFromPOM failed");
    }

    @Test
    void mavenMagic_saysWhatIsWrong() {
        assertThat(failure("%maven").message()).contains("groupId:artifactId:version");
        assertThat(failure("%maven commons-csv").message())
                .contains("'commons-csv' is no coordinates")
                .contains("expected groupId:artifactId:version");
        assertThat(failure("%maven octet.nowhere:nothing:1.0").message())
                .contains("octet.nowhere:nothing:jar:1.0")
                .containsAnyOf("neither in", "cannot be reached", "offline")
                .doesNotContain("Exception:\n");
    }
}
