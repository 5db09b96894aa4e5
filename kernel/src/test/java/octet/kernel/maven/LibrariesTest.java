package octet.kernel.maven;

import static octet.kernel.maven.FileRepository.dependency;
import static octet.kernel.maven.FileRepository.mirror;
import static octet.kernel.maven.FileRepository.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real resolver on a repository in a folder: no network, and nothing of the machine's own settings. */
class LibrariesTest {
    @TempDir
    Path folder;

    private FileRepository repository;
    private AutoCloseable home;

    @BeforeEach
    void fill() throws IOException {
        repository = new FileRepository(folder);
        repository.library("leaf", "1.0", "");
        repository.library("leaf", "2.0", "");
        repository.library("old", "1.0", needs("leaf", "1.0"));
        repository.library("young", "1.0", needs("leaf", "2.0"));
        home = repository.atHome();
    }

    @AfterEach
    void leave() throws Exception {
        home.close();
    }

    @Test
    void library_comesThroughTheMirrorWithWhatItNeeds() throws IOException {
        assertThat(names("tiny:old:1.0")).containsExactly("old 1.0", "leaf 1.0");
        assertThat(repository.local().resolve("tiny/leaf/1.0/leaf-1.0.jar")).exists();
    }

    @Test
    void conflict_isSettledAsMavenDoes_andSaid() throws IOException {
        Resolved resolved = Libraries.byCoordinates(List.of("tiny:old:1.0", "tiny:young:1.0"));
        assertThat(resolved.libraries().toString()).isEqualTo("[old 1.0, leaf 1.0, young 1.0]");
        assertThat(resolved.conflicts()).containsExactly("leaf in version 1.0, not 2.0, which young asks for");
    }

    @Test
    void offline_takesWhatIsThere_andSaysWhatIsNot() throws IOException {
        Libraries.byCoordinates(List.of("tiny:leaf:1.0"));
        repository.settings("<offline>true</offline>" + mirror("everything", "file:/nowhere/"));
        assertThat(names("tiny:leaf:1.0")).containsExactly("leaf 1.0");
        assertThatIOException()
                .isThrownBy(() -> names("tiny:leaf:2.0"))
                .withMessageContaining("tiny:leaf:jar:2.0 is not in " + repository.local())
                .withMessageContaining("settings.xml says to stay offline");
    }

    @Test
    void brokenConnection_isSaidInWords_andWhatIsThereNeedsNone() throws IOException {
        Libraries.byCoordinates(List.of("tiny:leaf:1.0"));
        repository.settings(mirror("company", "http://127.0.0.1:1/maven"));
        assertThat(names("tiny:leaf:1.0")).containsExactly("leaf 1.0");
        assertThatIOException()
                .isThrownBy(() -> names("tiny:leaf:2.0"))
                .withMessageContaining("'company' cannot be reached")
                .withMessageContaining("mirrors and proxies in settings.xml");
    }

    @Test
    void missingLibrary_isSaidInWords() {
        assertThatIOException()
                .isThrownBy(() -> names("tiny:laef:1.0"))
                .withMessageContaining(
                        "tiny:laef:jar:1.0 is neither in " + repository.local() + " nor in 'everything'");
        assertThatIOException()
                .isThrownBy(() -> names("tiny:leaf:9"))
                .withMessageContaining("check group, name and version");
    }

    @Test
    void missingNeed_isNamed() throws IOException {
        repository.library("broken", "1.0", needs("gone", "3.0"));
        assertThatIOException().isThrownBy(() -> names("tiny:broken:1.0")).withMessageContaining("tiny:gone:jar:3.0");
    }

    @Test
    void repositoryOfAProfile_isAsked() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        repository.settings("<mirrors><mirror><id>nothing</id><mirrorOf>central</mirrorOf><url>" + empty.toUri()
                + "</url></mirror></mirrors><profiles><profile><id>ours</id><repositories><repository><id>files</id><url>"
                + folder.resolve("files").toUri() + "</url></repository></repositories></profile></profiles>"
                + "<activeProfiles><activeProfile>ours</activeProfile></activeProfiles>");
        assertThat(names("tiny:leaf:2.0")).containsExactly("leaf 2.0");
    }

    @Test
    void invalidSettings_areNamed() throws IOException {
        repository.settings("<mirrors><mirror>");
        assertThatIOException()
                .isThrownBy(() -> names("tiny:leaf:1.0"))
                .withMessageContaining("Maven's settings cannot be read")
                .withMessageContaining("settings.xml");
    }

    @Test
    void bundlesAndSnapshots_areJars() throws IOException {
        repository.library("felix", "1.0", "<packaging>bundle</packaging>");
        repository.library("next", "1.1-SNAPSHOT", "");
        repository.library(
                "user",
                "1.0",
                "<dependencies>" + dependency("felix", "<version>1.0</version>" + "<type>bundle</type>")
                        + "</dependencies>");
        assertThat(names("tiny:felix:1.0", "tiny:next:1.1-SNAPSHOT")).containsExactly("felix 1.0", "next 1.1-SNAPSHOT");
        assertThat(names("tiny:user:1.0")).containsExactly("user 1.0", "felix 1.0");
    }

    @Test
    void installedSnapshot_needsNoRepository() throws IOException {
        repository.library("mine", "1-SNAPSHOT", "");
        Path from = folder.resolve("files/tiny/mine/1-SNAPSHOT");
        Path to = Files.createDirectories(repository.local().resolve("tiny/mine/1-SNAPSHOT"));
        for (String ending : List.of(".jar", ".pom")) {
            Files.copy(from.resolve("mine-1-SNAPSHOT" + ending), to.resolve("mine-1-SNAPSHOT" + ending));
        }
        repository.settings(mirror("company", "http://127.0.0.1:1/maven"));
        assertThat(names("tiny:mine:1-SNAPSHOT")).containsExactly("mine 1-SNAPSHOT");
    }

    @Test
    void pom_withParentAndBom_isRead() throws IOException {
        repository.pom("parent", "1", "<packaging>pom</packaging><properties><leaf>2.0</leaf></properties>");
        repository.pom(
                "bom",
                "1",
                "<packaging>pom</packaging><dependencyManagement><dependencies>"
                        + dependency("old", "<version>1.0</version>") + "</dependencies></dependencyManagement>");
        String pom = "<project><modelVersion>4.0.0</modelVersion><parent><groupId>tiny</groupId><artifactId>parent"
                + "</artifactId><version>1</version></parent><artifactId>some</artifactId><dependencyManagement>"
                + "<dependencies>" + dependency("bom", "<version>1</version><type>pom</type><scope>import</scope>")
                + "</dependencies></dependencyManagement><dependencies>" + dependency("old", "")
                + dependency("leaf", "<version>${leaf}</version>")
                + dependency("young", "<version>1.0</version><scope>test</scope>") + "</dependencies></project>";
        assertThat(Libraries.byPom(pom).libraries().toString()).isEqualTo("[old 1.0, leaf 2.0]");
        assertThat(Libraries.byPom(dependency("leaf", "<version>1.0</version>")).libraries())
                .hasSize(1);
        assertThatIOException()
                .isThrownBy(() -> Libraries.byPom("<project><groupId>some</groupId></project>"))
                .withMessageContaining("the POM is not valid: 'modelVersion' is missing")
                .withMessageContaining("'artifactId' is missing")
                .withMessageNotContaining("ERROR");
        assertThatIOException()
                .isThrownBy(() -> Libraries.byPom(
                        pom.replace("<artifactId>parent</artifactId>", "<artifactId>perent</artifactId>")))
                .withMessageContaining("tiny:perent:pom:1");
    }

    private static List<String> names(String... coordinates) throws IOException {
        return Libraries.byCoordinates(List.of(coordinates)).libraries().stream()
                .map(Resolved.Library::toString)
                .toList();
    }
}
