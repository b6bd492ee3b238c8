package dev.patrol.policies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules are asked by whoever is about to do something, and do nothing themselves. */
@AnalyzeClasses(packagesOf = Policy.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBoundariesTest {
    @ArchTest
    static final ArchRule knowsNeitherServicesNorBrokerNorClock = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.patrol.scanner..",
                    "dev.patrol.rotator..",
                    "dev.patrol.azuredevops..",
                    "dev.patrol.service.messaging..",
                    "org.apache.kafka..",
                    "jakarta.enterprise..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);
}
