package octet.openvino;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] CORE = {
        "java..",
        "octet.calibration",
        "octet.data",
        "octet.format",
        "octet.graph",
        "octet.placement",
        "octet.plan",
        "octet.problem",
        "octet.range"
    };

    private static final JavaClasses OPENVINO = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("octet.openvino");

    @Test
    void aFormat_knowsCore_andNoOtherFormat() {
        only("octet.openvino", "octet.openvino..");
    }

    @Test
    void theFile_knowsNothingOfTheRuntime() {
        only("octet.openvino.ir", "octet.openvino.ir", "javax.xml.stream..");
    }

    @Test
    void theRuntime_knowsNothingOfTheFile() {
        only("octet.openvino.runtime", "octet.openvino.runtime", "com.sun.jna..");
    }

    private static void only(String of, String... others) {
        String[] all = java.util.stream.Stream.of(CORE, others)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(of)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all)
                .check(OPENVINO);
    }

    @Test
    void ofThePackageOfTheFormat_onlyTheFormatIsPublic() {
        classes()
                .that()
                .resideInAPackage("octet.openvino")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("OpenVinoFormat")
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(OPENVINO);
    }

    @Test
    void nobody_readsJavaObjects_orStartsProcesses_butTheConverter() {
        noClasses()
                .that()
                .doNotHaveSimpleName("OpenVinoConverter")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ProcessBuilder.class, Process.class, Runtime.class)
                .check(OPENVINO);
    }
}
