package octet.openvino.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import octet.problem.OctetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySearchTest {
    @TempDir
    private Path root;

    private Path library(String folder, String name) throws IOException {
        Path library = root.resolve(folder).resolve(name);
        Files.createDirectories(library.getParent());
        return Files.writeString(library, "no library");
    }

    private LibrarySearch search(Map<String, String> environment) {
        return new LibrarySearch(null, environment, root);
    }

    @Test
    void theProperty_namesTheLibrary_orItsFolder_andNothingElseIsLookedAt() throws IOException {
        Path said = library("said", "libopenvino_c.so.2641");
        library("usr/local/lib", "libopenvino_c.so");
        assertThat(new LibrarySearch(said.toString(), Map.of(), root).find()).contains(said);
        assertThat(new LibrarySearch(said.getParent().toString(), Map.of(), root).find())
                .contains(said);
        assertThat(new LibrarySearch(root.resolve("none").toString(), Map.of(), root).find())
                .isEmpty();
    }

    @Test
    void ofSeveralVersions_theNewestIsTaken() throws IOException {
        library("usr/lib64", "libopenvino_c.so.2500");
        Path newest = library("usr/lib64", "libopenvino_c.so.2641");
        library("usr/lib64", "libopenvino_c.so");
        library("usr/lib64", "libopenvino_cpu.so.2700");
        assertThat(search(Map.of()).find()).contains(newest);
    }

    @Test
    void theVariablesOfOpenVino_comeFirst_thenPython_thenTheSystem() throws IOException {
        Path system = library("usr/lib/x86_64-linux-gnu", "libopenvino_c.so.2641");
        assertThat(search(Map.of()).find()).contains(system);
        Path python = library("venv/lib/python3.12/site-packages/openvino/libs", "libopenvino_c.so.2641");
        var environment = Map.of("VIRTUAL_ENV", root.resolve("venv").toString());
        assertThat(search(environment).find()).contains(python);
        Path archive = library("archive/runtime/lib/intel64", "libopenvino_c.so.2641");
        var all = Map.of(
                "VIRTUAL_ENV",
                root.resolve("venv").toString(),
                "INTEL_OPENVINO_DIR",
                root.resolve("archive").toString());
        assertThat(search(all).find()).contains(archive);
    }

    @Test
    void aPythonOnThePath_isLookedInto() throws IOException {
        Path library = library("opt/py/lib/python3.11/site-packages/openvino/libs", "libopenvino_c.so.2520");
        library("opt/py/bin", "python3");
        assertThat(search(Map.of("PATH", root.resolve("opt/py/bin").toString())).find())
                .contains(library);
    }

    @Test
    void windowsAndMac_haveOtherNames() throws IOException {
        Path dll = library("archive/runtime/bin/intel64/Release", "openvino_c.dll");
        assertThat(search(Map.of("INTEL_OPENVINO_DIR", root.resolve("archive").toString()))
                        .find())
                .contains(dll);
        Path dylib = library("opt/homebrew/lib", "libopenvino_c.2641.dylib");
        assertThat(search(Map.of()).find()).contains(dylib);
    }

    @Test
    void whereThereIsNone_itIsSaidHowToInstallIt_andWhereItWasLookedFor() {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OpenVino.load(search(Map.of())))
                .withMessageContainingAll(
                        "There is no OpenVINO",
                        root.resolve("usr/lib64").toString(),
                        "pip install openvino",
                        "-Doctet.openvino.path=");
    }

    @Test
    void aFileThatIsNoLibrary_isSaidToBeNone() throws IOException {
        Path broken = library("said", "libopenvino_c.so");
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OpenVino.load(new LibrarySearch(broken.toString(), Map.of(), root)))
                .withMessageContainingAll(broken.toString(), "cannot be used");
    }

    @Test
    void anOldVersion_isRefused() {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OpenVino.refuseOld("2024.6.0-17404-4c0f47d2335", root))
                .withMessageContainingAll("2024.6.0", "OpenVINO 2025 or later");
        OpenVino.refuseOld("2025.0.0-17942-1f68be9f594", root);
        OpenVino.refuseOld("2026.4.1-21000-abc", root);
        OpenVino.refuseOld("custom_branch_deadbeef", root);
    }
}
