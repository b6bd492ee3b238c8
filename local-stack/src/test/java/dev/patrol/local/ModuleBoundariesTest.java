package dev.patrol.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.patrol.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBoundariesTest {
    @ArchTest
    static final ArchRule knowsTheServicesOnlyAsProcesses = classes()
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.patrol.."))
                    .or(resideInAnyPackage(
                            "dev.patrol.local..",
                            "dev.patrol.model..",
                            "dev.patrol.kafka.embedded..",
                            "dev.patrol.simulator..")));

    @ArchTest
    static final ArchRule packagesDoNotGoRoundInACircle =
            slices().matching("dev.patrol.local.(*)..").should().beFreeOfCycles();
}
