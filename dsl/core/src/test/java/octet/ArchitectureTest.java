package octet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between packages: data flows to the right, dependencies point to the left. */
class ArchitectureTest {
    private static final List<String> ORDER = List.of(
            "problem",
            "progress",
            "graph",
            "data",
            "compare",
            "placement",
            "calibration",
            "range",
            "plan",
            "correction",
            "folding",
            "format",
            "metric",
            "engine",
            "archive",
            "report",
            "recipe",
            "accuracy");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("octet");

    private static List<Integer> positions() {
        return IntStream.range(0, ORDER.size()).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("positions")
    void aPackage_usesOnlyThoseToItsLeft(int position) {
        List<String> allowed = new ArrayList<>(List.of("java..", "javax..", "tools.jackson.core.."));
        ORDER.subList(0, position + 1).forEach(name -> allowed.add("octet." + name + ".."));
        classes()
                .that()
                .resideInAPackage("octet." + ORDER.get(position) + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(CORE);
    }

    @Test
    void everyPackage_hasItsPlaceInTheOrder() {
        List<String> known = new ArrayList<>(List.of("octet"));
        ORDER.forEach(name -> known.add("octet." + name + ".."));
        classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(CORE);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("octet.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void onlyTheRecipe_usesAJsonLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("octet.recipe")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CORE);
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
                .check(CORE);
    }
}
