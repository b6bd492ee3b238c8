package dev.patrol.notifier;

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

@AnalyzeClasses(packages = "dev.patrol.notifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule OF_PATROL_ONLY_THE_CONTRACT_AND_THE_KIT = classes()
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("dev.patrol.notifier..", "dev.patrol.model..", "dev.patrol.service..")
                            .or(not(resideInAPackage("dev.patrol.."))));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.patrol.notifier.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule WORDS_KNOW_NO_DELIVERY = classes()
            .that()
            .resideInAPackage("..notifier.mail..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.patrol.notifier.mail..", "dev.patrol.model..", "dev.patrol.service.settings..")
                    .or(not(resideInAnyPackage(
                            "dev.patrol..", "io.quarkus.arc..", "io.quarkus.mailer..", "io.vertx..", "org.apache.."))));

    @ArchTest
    static final ArchRule A_PREVIEW_STARTS_NOTHING = classes()
            .that()
            .resideInAPackage("..notifier.preview..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.patrol.notifier.mail..",
                            "dev.patrol.notifier.preview..",
                            "dev.patrol.model..",
                            "dev.patrol.service.settings..")
                    .or(not(resideInAnyPackage("dev.patrol..", "jakarta..", "org.apache.."))));

    @ArchTest
    static final ArchRule WORDS_LOOK_AT_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..notifier.mail..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class);

    @ArchTest
    static final ArchRule whatActsOverHttpIsGuarded = EndpointRules.WHAT_ACTS_IS_GUARDED.allowEmptyShould(true);
}
