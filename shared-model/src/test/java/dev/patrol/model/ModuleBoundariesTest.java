package dev.patrol.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Whoever reads the topics with this module gets Jackson with it, and no framework. */
@AnalyzeClasses(packagesOf = Topic.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBoundariesTest {
    @ArchTest
    static final ArchRule dependsOnNothingButJavaAndJackson = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.fasterxml.jackson..", "dev.patrol.model..");

    /** The slices are whole package names, so that the root package is one of them. */
    @ArchTest
    static final ArchRule hasNoCyclesAmongItsPackages =
            slices().matching("dev.(**)").should().beFreeOfCycles();
}
