package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.StackRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A pack of other rules, for tests on the real engine: what the product declares breaks them. */
public final class StrictPack {
  /** On the whole stack: there is no tenant's Namespace. */
  public static final String EMPTY = "stack-has-no-tenant";

  /** On a resource: a ConfigMap has the label {@code owner}; its remedy says {@code nobody}. */
  public static final String OWNED = "config-map-has-owner";

  private static final String LABEL = "metadata.labels.owner";

  private StrictPack() {}

  /** Starts it as the engine starts a plug-in. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (AnalyzerServer server = AnalyzerServer.start(new Rules(List.of(owned(), empty())))) {
      System.out.println(server.port());
      System.out.flush();
      server.awaitEnd();
    }
  }

  private static ResourceRule owned() {
    return new ResourceRule(
            info(OWNED),
            one -> one.kind().equals("ConfigMap"),
            (one, findings) ->
                findings.require(one.at(LABEL).exists(), one, one.at(LABEL), "must be there"))
        .remediedBy(one -> Map.of(LABEL, "nobody"));
  }

  private static StackRule empty() {
    return new StackRule(
        info(EMPTY),
        (stack, findings) ->
            stack
                .ofKind("Namespace")
                .filter(one -> one.at("metadata.labels['tenant.id']").isPresent())
                .forEach(one -> findings.report(one, "no tenant is wanted here")));
  }

  private static RuleInfo info(String id) {
    return new RuleInfo(
        id,
        "A title",
        "A reason.",
        List.of(new Control(Catalogue.TENANTRY, "p")),
        Severity.LOW,
        Level.MANDATORY,
        "A way out.");
  }
}
