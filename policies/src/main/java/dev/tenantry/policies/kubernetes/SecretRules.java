package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * That no secret is written where people, logs and states can read it. No message shows a value.
 */
final class SecretRules {
  private SecretRules() {}

  static List<PolicyRule> all() {
    return List.of(environment(), files(), declared(), configMap(), credential(), vendorKey());
  }

  private static PolicyRule environment() {
    RuleInfo info =
        new RuleInfo(
            "env-holds-no-secret",
            "No variable that is named like a secret has a literal value",
            "The value would be in the state, in the API server's answers and in every log of"
                + " the environment.",
            Controls.cis("4.4.1")
                .and(Catalogue.CHECKOV, "CKV_K8S_35")
                .and(Catalogue.OWASP_KUBERNETES, "K03")
                .and(Catalogue.OWASP_LLM, "LLM07")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Keep the value in the secret store and mount it as a file; name the variable …_FILE.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          for (Value one : container.field("env").items()) {
            Value value = one.field("value");
            findings.require(
                one.field("name").isText(SecretNames::namesSecret).not().or(value.isEmpty()),
                pod.owner(),
                value.path()
                    + " of "
                    + one.field("name").shown()
                    + " is written out; mount the secret as a file");
          }
        });
  }

  private static PolicyRule files() {
    RuleInfo info =
        new RuleInfo(
            "secret-arrives-as-a-file",
            "A secret reaches a container as a file, unless its tenant's file says as: env",
            "A variable is inherited by every child process, printed in crash reports and keeps"
                + " its value until the pod ends. The Secret of a declared choice ends in "
                + ProductNames.ENV_DELIVERY
                + ".",
            Controls.cis("4.4.1")
                .and(Catalogue.CHECKOV, "CKV_K8S_35")
                .and(Catalogue.OWASP_LLM, "LLM07")
                .and(Catalogue.TENANTRY, "docs/secrets.md")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Mount the Secret as a volume, or say as: env in the tenant's file.");
    return PodTemplate.containerRule(info, SecretRules::requireFiles);
  }

  private static void requireFiles(PodTemplate pod, Value container, Findings findings) {
    for (Value one : container.field("env").items()) {
      Value reference = one.at("valueFrom.secretKeyRef");
      findings.require(reference.exists().not(), pod.owner(), reference, "must be left out");
    }
    for (Value one : container.field("envFrom").items()) {
      Value name = one.at("secretRef.name");
      findings.require(
          one.field("secretRef")
              .exists()
              .not()
              .or(name.isText(text -> text.endsWith(ProductNames.ENV_DELIVERY))),
          pod.owner(),
          name,
          "must end in " + ProductNames.ENV_DELIVERY);
    }
  }

  private static PolicyRule declared() {
    RuleInfo info =
        new RuleInfo(
            "secret-is-not-declared",
            "No Secret is declared with values",
            "Its values would be in the stack's state and in every recording of it.",
            Controls.cis("4.4.2")
                .and(Catalogue.OWASP_KUBERNETES, "K03")
                .and(Catalogue.TENANTRY, "docs/secrets.md")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Declare an ExternalSecret; the value stays in the secret store.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("Secret"),
        (secret, findings) -> {
          for (String field : List.of("data", "stringData")) {
            findings.require(
                secret.at(field).isEmpty(), secret, field + " must not be declared with values");
          }
        });
  }

  private static PolicyRule configMap() {
    RuleInfo info =
        new RuleInfo(
            "config-map-holds-no-secret",
            "No key of a ConfigMap is named like a secret",
            "Every viewer of a Namespace reads its ConfigMaps.",
            Controls.cis("4.4.1").and(Catalogue.OWASP_LLM, "LLM07").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Move the value to the secret store and mount it as a file.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("ConfigMap"),
        (map, findings) ->
            Stream.of("data", "binaryData")
                .flatMap(field -> map.at(field).fields().entrySet().stream())
                .forEach(
                    entry ->
                        findings.require(
                            Answer.of(SecretNames.namesSecret(entry.getKey())).not(),
                            map,
                            entry.getValue().path() + " is named like a secret; remove it")));
  }

  private static PolicyRule credential() {
    RuleInfo info =
        new RuleInfo(
            "object-holds-no-credential",
            "No object holds a text that has the form of a private key or a token",
            "Arguments, annotations and configuration are read by many; a credential in them is"
                + " spent.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K03")
                .and(Catalogue.OWASP_LLM, "LLM02", "LLM07")
                .all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Revoke the credential, then keep the new one in the secret store.");
    return new ResourceRule(
        info,
        Resource::isKubernetes,
        (object, findings) -> refuseCredentials(object, object.properties(), findings));
  }

  private static void refuseCredentials(Resource object, Value value, Findings findings) {
    SecretNames.formOf(value.text().orElse(""))
        .ifPresent(form -> findings.report(object, value.path() + " has the form of " + form));
    value.items().forEach(item -> refuseCredentials(object, item, findings));
    value.fields().values().forEach(field -> refuseCredentials(object, field, findings));
  }

  private static PolicyRule vendorKey() {
    RuleInfo info =
        new RuleInfo(
            "tenant-has-no-vendor-key",
            "No object of a tenant names a key of a model vendor",
            "With a key of its own a tenant goes past the gateway, and so past budgets, limits"
                + " and the record of who asked what.",
            Controls.of(Catalogue.OWASP_LLM, "LLM02", "LLM10")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .and(Catalogue.TENANTRY, "docs/models.md")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove it and call the model through the AI gateway, which knows the pod's identity.");
    return new ResourceRule(info, Resource::isKubernetes, SecretRules::refuseVendorKeys);
  }

  private static void refuseVendorKeys(Resource object, Findings findings) {
    Answer elsewhere = TenantNames.owns(object).not();
    for (Value name : names(object)) {
      findings.require(
          elsewhere.or(name.isText(SecretNames::namesVendorKey).not()),
          object,
          name,
          "must be no key of a model vendor");
    }
    for (String field : List.of("data", "stringData")) {
      object
          .at(field)
          .fields()
          .forEach(
              (key, value) ->
                  findings.require(
                      elsewhere.or(Answer.of(SecretNames.namesVendorKey(key)).not()),
                      object,
                      value.path() + " must be no key of a model vendor"));
    }
  }

  /** Of variables, and of what an ExternalSecret fetches and writes. */
  private static List<Value> names(Resource object) {
    Stream<Value> variables =
        PodTemplate.of(object).stream()
            .flatMap(pod -> pod.containers().stream())
            .flatMap(container -> container.field("env").items().stream())
            .map(one -> one.field("name"));
    Stream<Value> fetched = object.kind().equals("ExternalSecret") ? fetched(object) : Stream.of();
    return Stream.concat(variables, fetched).toList();
  }

  /** One by one, whole, or by a pattern that writes out what it looks for. */
  private static Stream<Value> fetched(Resource secret) {
    Stream<Value> keys =
        secret.at("spec.data").items().stream()
            .flatMap(one -> Stream.of(one.field("secretKey"), one.at("remoteRef.key")));
    Stream<Value> many =
        secret.at("spec.dataFrom").items().stream()
            .flatMap(one -> Stream.of(one.at("extract.key"), one.at("find.name.regexp")));
    return Stream.concat(keys, many);
  }
}
