package octet.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The kernel's packages use each other in one direction only. */
class ArrowsTest {
    private static final JavaClasses KERNEL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("octet.kernel");

    @Test
    void packages_useEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("commands")
                .definedBy("octet.kernel")
                .layer("protocol")
                .definedBy("octet.kernel.protocol")
                .layer("run")
                .definedBy("octet.kernel.run")
                .layer("session")
                .definedBy("octet.kernel.session")
                .layer("maven")
                .definedBy("octet.kernel.maven")
                .layer("jshell")
                .definedBy("octet.kernel.jshell")
                .layer("cell")
                .definedBy("octet.kernel.cell")
                .whereLayer("commands")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("commands")
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("commands")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("protocol", "run")
                .whereLayer("maven")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("jshell")
                .mayOnlyBeAccessedByLayers("protocol", "session")
                .check(KERNEL);
    }

    @Test
    void onlyTheCommands_knowTheAlgorithms() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "octet.kernel.protocol", "octet.kernel.run", "octet.kernel.session", "octet.kernel.jshell")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("octet", "octet.onnx..", "octet.graph..", "octet.plan..")
                .check(KERNEL);
    }
}
