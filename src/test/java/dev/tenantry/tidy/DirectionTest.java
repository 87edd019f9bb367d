package dev.tenantry.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Who may import whom: {@code config, naming ← kubernetes ← each domain ← Platform ← Main}.
 *
 * <p>{@code prove} knows {@code config} and {@code naming} only, and nobody but {@code cli} knows
 * it. Domains never import each other; {@code Platform} hands small results from one to the next.
 */
class DirectionTest {
  private static final String ROOT = "dev.tenantry";

  /** Every package that declares resources of one subject. A new domain is added here. */
  private static final String[] DOMAINS = {
    ROOT + ".admission..",
    ROOT + ".agent..",
    ROOT + ".cluster..",
    ROOT + ".data..",
    ROOT + ".database..",
    ROOT + ".identity..",
    ROOT + ".network..",
    ROOT + ".inference..",
    ROOT + ".secrets..",
    ROOT + ".shared..",
    ROOT + ".tenant.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void configurationKnowsNeitherPulumiNorTheRestOfTheProgram() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.pulumi..",
                ROOT,
                ROOT + ".naming..",
                ROOT + ".kubernetes..",
                ROOT + ".cloud..",
                ROOT + ".admission..",
                ROOT + ".agent..",
                ROOT + ".cluster..",
                ROOT + ".network..",
                ROOT + ".data..",
                ROOT + ".database..",
                ROOT + ".identity..",
                ROOT + ".inference..",
                ROOT + ".secrets..",
                ROOT + ".shared..",
                ROOT + ".tenant..",
                ROOT + ".render..",
                ROOT + ".prove..",
                ROOT + ".cli.."));
  }

  @Test
  void namesKnowNoSdk() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".naming..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.pulumi..",
                ROOT + ".kubernetes..",
                ROOT + ".cloud..",
                ROOT + ".admission..",
                ROOT + ".agent..",
                ROOT + ".cluster..",
                ROOT + ".network..",
                ROOT + ".data..",
                ROOT + ".database..",
                ROOT + ".identity..",
                ROOT + ".inference..",
                ROOT + ".secrets..",
                ROOT + ".shared..",
                ROOT + ".tenant..",
                ROOT + ".prove.."));
  }

  // A judge that shares code with what it judges shares its mistakes.
  @Test
  void theProverKnowsNeitherPulumiNorWhoWritesThePolicies() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".prove..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.pulumi..", ROOT, ROOT + ".kubernetes..", ROOT + ".render..", ROOT + ".cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAINS));
  }

  // They run where no engine runs, and a provisioner may hold their clients without the SDK.
  @Test
  void storesKnowNamesOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".stores..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.pulumi..",
                "java.sql..",
                ROOT,
                ROOT + ".config..",
                ROOT + ".kubernetes..",
                ROOT + ".cloud..",
                ROOT + ".render..",
                ROOT + ".prove..",
                ROOT + ".cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAINS));
  }

  // What runs beside the database must not need an engine, nor the deployer's code.
  @Test
  void dataAtRestKnowsNoPulumiAndNoDomain() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".sql..", ROOT + ".provisioner..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.pulumi..", ROOT, ROOT + ".kubernetes..", ROOT + ".render..", ROOT + ".cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAINS));
  }

  // Arithmetic: configuration asks it before anything is declared, so it must need nothing.
  @Test
  void sizingKnowsNothingOfTheProject() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".sizing..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("com.pulumi..")
                    .or(resideInAPackage(ROOT + ".."))
                    .and(not(resideInAPackage(ROOT + ".sizing..")))));
  }

  // Inference is to come; whoever else wants to know asks through configuration.
  @Test
  void sizingIsAskedByConfigurationInferenceAndTheCommandOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                ROOT + ".sizing..", ROOT + ".config..", ROOT + ".inference..", ROOT + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".sizing.."));
  }

  // It judges images of other people, too: whatever it shared with ours, it could not find there.
  @Test
  void theJudgeOfAgentsKnowsTheirContractOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".conform..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("com.pulumi..")
                    .or(resideInAPackage(ROOT + ".."))
                    .and(not(resideInAPackage(ROOT + ".conform..")))
                    .and(not(resideInAPackage(ROOT + ".contract..")))));
  }

  @Test
  void sharedBuildersKnowNoDomain() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".kubernetes..", ROOT + ".cloud..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAINS));
  }

  @Test
  void domainsDoNotKnowWhoComposesThem() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(DOMAINS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, ROOT + ".cli..", ROOT + ".render..", ROOT + ".prove.."));
  }

  @Test
  void agentsFilesKnowNeitherPulumiNorTheCluster() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".sqlite..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.pulumi..",
                ROOT + ".kubernetes..",
                ROOT + ".config..",
                ROOT + ".render..",
                ROOT + ".cli.."));
  }

  // The gateway must be able to know it without knowing who serves models.
  @Test
  void routingKnowsConfigurationAndNamesOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".routing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.pulumi..", ROOT, ROOT + ".kubernetes..", ROOT + ".cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAINS));
  }

  // The local environment is a program of its own, and agents on one machine need no engine.
  @Test
  void theDemonstrationKnowsFilesAndNamesAndNoResource() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".demonstration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.pulumi..", ROOT, ROOT + ".kubernetes..", ROOT + ".local..", ROOT + ".cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAINS));
  }

  // Local processes are told what pods are told, and a plan is made of any recording: no engine.
  @Test
  void settingsOfAgentsAndPlansKnowNoEngine() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".settings..", ROOT + ".plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.pulumi..", ROOT, ROOT + ".kubernetes..", ROOT + ".cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAINS));
  }

  @Test
  void packagesHaveNoCycle() {
    check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
