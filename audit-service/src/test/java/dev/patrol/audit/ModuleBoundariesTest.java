package dev.patrol.audit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.patrol.test.EndpointRules;
import java.time.Clock;

@AnalyzeClasses(packages = "dev.patrol.audit", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBoundariesTest {
    @ArchTest
    static final ArchRule dependsOnNoOtherService = classes()
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.patrol.."))
                    .or(resideInAnyPackage(
                            "dev.patrol.audit..",
                            "dev.patrol.model..",
                            "dev.patrol.service..",
                            "dev.patrol.azure..",
                            "dev.patrol.secrets..",
                            "dev.patrol.azuredevops..")));

    @ArchTest
    static final ArchRule packagesDoNotGoRoundInACircle =
            slices().matching("dev.patrol.audit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsToldOfAnEntryIsAPlainFunction = noClasses()
            .that()
            .resideInAPackage("dev.patrol.audit.entry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "jakarta..", "io.quarkus..", "java.net..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule whatActsOverHttpIsGuarded = EndpointRules.WHAT_ACTS_IS_GUARDED;
}
