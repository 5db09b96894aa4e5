package octet.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses ONNX = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("octet.onnx");

    @Test
    void aFormat_knowsCore_protobufAndItsRuntime_andNoOtherFormat() {
        classes()
                .that()
                .resideInAPackage("octet.onnx")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "octet.onnx..",
                        "octet.calibration",
                        "octet.data",
                        "octet.folding",
                        "octet.format",
                        "octet.graph",
                        "octet.placement",
                        "octet.plan",
                        "octet.problem",
                        "octet.range",
                        "com.google.protobuf..",
                        "ai.onnxruntime..")
                .check(ONNX);
    }

    @Test
    void onlyTheFormat_isPublic() {
        classes()
                .that()
                .resideInAPackage("octet.onnx")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("OnnxFormat")
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(ONNX);
    }

    @Test
    void nobody_readsJavaObjects_orStartsProcesses() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("exec")))
                .check(ONNX);
    }
}
