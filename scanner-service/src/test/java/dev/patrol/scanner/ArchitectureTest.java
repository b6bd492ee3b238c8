package dev.patrol.scanner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.patrol.test.EndpointRules;

@AnalyzeClasses(packages = "dev.patrol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule importsNoOtherService = noClasses()
            .that()
            .resideInAPackage("dev.patrol.scanner..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.patrol.rotator..",
                    "dev.patrol.audit..",
                    "dev.patrol.notifier..",
                    "dev.patrol.local..",
                    "dev.patrol.simulator..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("dev.patrol.scanner.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatActsOverHttpIsGuarded = EndpointRules.WHAT_ACTS_IS_GUARDED;
}
