package dev.patrol.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.patrol.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBoundariesTest {
    @ArchTest
    static final ArchRule knowsNoServiceAndNoLocalStack = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.patrol.scanner..",
                    "dev.patrol.rotator..",
                    "dev.patrol.audit..",
                    "dev.patrol.notifier..",
                    "dev.patrol.local..",
                    "dev.patrol.simulator.."));

    @ArchTest
    static final ArchRule subcommandsDoNotKnowEachOther = classes()
            .that()
            .resideInAPackage("dev.patrol.cli.check..")
            .should()
            .onlyHaveDependentClassesThat(resideInAnyPackage("dev.patrol.cli.check..", "dev.patrol.cli"));
}
