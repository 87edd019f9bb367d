package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_LLM;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.policies.Answer;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import dev.tenantry.policies.Values;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How a tenant's agents come to models: through the gateway, within bounds. */
final class ModelAccess {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the SDKs of OpenAI, Anthropic and LangChain, and our agents, look for the model. */
  private static final Pattern BASE_URL =
      Pattern.compile(
          "(MODEL|OPENAI|AZURE_OPENAI|AZURE_INFERENCE|ANTHROPIC(_BEDROCK|_VERTEX)?"
              + "|GOOGLE_(GEMINI|VERTEX)|GEMINI|LITELLM(_PROXY)?|MISTRAL|COHERE|GROQ|DEEPSEEK"
              + "|TOGETHER|FIREWORKS|PERPLEXITY|OPENROUTER|XAI|OLLAMA|HF_INFERENCE|NVIDIA)"
              + "_(BASE_URL|API_BASE|API_BASE_URL|API_URL|API_ENDPOINT|ENDPOINT)"
              + "|GOOGLE_(BASE_URL|API_BASE)|CO_API_URL"
              + "|AWS_ENDPOINT_URL_BEDROCK(_RUNTIME)?");

  private static final String SETTINGS = "orchestrator.json";

  /** The value of the label of pods that run an agent's turns. */
  private static final String ORCHESTRATOR = "orchestrator";

  private static final List<String> BOUNDS = List.of("steps", "tokens", "seconds");

  private ModelAccess() {}

  static List<PolicyRule> all() {
    return List.of(baseUrl(), hosts(), bounds());
  }

  private static PolicyRule baseUrl() {
    return TenancyRule.named(
            "tenant-models-are-behind-the-gateway",
            "A tenant's workloads look for models at the gateway only",
            "Elsewhere nobody counts the tokens, and what a tenant writes leaves the platform.")
        .asked(OWASP_LLM, "LLM10")
        .asked(OWASP_AGENTIC, "ASI02")
        .asked(TENANTRY, "docs/inference.md")
        .rule(
            "Point the variable at a Service of the Namespace ai-gateway.",
            (tenancy, findings) -> {
              Pattern gateway =
                  Pattern.compile(
                      "https?://[a-z0-9-]+\\."
                          + ProductNames.AI_GATEWAY_NAMESPACE
                          + "\\.svc(\\.cluster\\.local)?(:[0-9]+)?(/.*)?");
              for (Workload one : tenancy.workloads()) {
                if (tenancy.owner(one.resource()).isPresent()) {
                  for (Value container : one.containers()) {
                    Environment.of(tenancy, one, container)
                        .forEach(
                            (name, url) ->
                                findings.require(
                                    Answer.of(!BASE_URL.matcher(name).matches())
                                        .or(url.matches(gateway)),
                                    one.resource(),
                                    name
                                        + " is "
                                        + url.shown()
                                        + "; it must be a Service of the Namespace "
                                        + ProductNames.AI_GATEWAY_NAMESPACE));
                  }
                }
              }
            });
  }

  private static PolicyRule hosts() {
    return TenancyRule.named(
            "tenant-allows-no-model-host",
            "No tenant may reach a model vendor, or every host, by name",
            "A model that is called directly knows no budget, no rate limit and no residency.")
        .asked(OWASP_LLM, "LLM10", "LLM01")
        .asked(OWASP_AGENTIC, "ASI01", "ASI02")
        .asked(TENANTRY, "docs/network-isolation.md")
        .rule(
            "Remove the host from allowedHosts and ask for the model in the platform's file.",
            (tenancy, findings) -> {
              for (Resource policy : tenancy.of("FQDNNetworkPolicy")) {
                for (Value rule : policy.at("spec.egress").items()) {
                  for (Value match : rule.at("matches").items()) {
                    for (String key : List.of("name", "pattern")) {
                      Value host = match.field(key);
                      findings.require(
                          host.isText(ModelHosts::covers).not(),
                          policy,
                          host,
                          "must not cover a model vendor");
                    }
                  }
                }
              }
            });
  }

  private static PolicyRule bounds() {
    return TenancyRule.named(
            "agent-turns-are-bounded",
            "Every agent's settings bound the steps, tokens and seconds of a turn",
            "A turn that loops spends the tenant's budget and keeps its place in the queue.")
        .asked(OWASP_LLM, "LLM10", "LLM06")
        .asked(OWASP_AGENTIC, "ASI08", "ASI10")
        .asked(TENANTRY, "docs/agents.md")
        .rule(
            "State limits.steps, limits.tokens and limits.seconds above 0.",
            (tenancy, findings) -> {
              for (Workload one : tenancy.workloads()) {
                if (tenancy.owner(one.resource()).isPresent()) {
                  findings.require(
                      runsTurns(one).not().or(hasSettings(tenancy, one)),
                      one.resource(),
                      "its pods mount no ConfigMap with " + SETTINGS + ", which bounds a turn");
                }
              }
              for (Resource settings : tenancy.of("ConfigMap")) {
                Value text = settings.at("data").field(SETTINGS);
                if (tenancy.owner(settings).isPresent() && text.text().isPresent()) {
                  for (String bound : BOUNDS) {
                    Value number = read(text.text().get()).at("limits").field(bound);
                    findings.require(
                        number.isNumber(is -> is > 0),
                        settings,
                        text.path()
                            + ": "
                            + number.path()
                            + " is "
                            + number.shown()
                            + "; it must be above 0");
                  }
                }
              }
            });
  }

  private static Answer runsTurns(Workload workload) {
    return workload
        .labels()
        .field(ProductNames.AGENT)
        .exists()
        .and(workload.labels().field(ProductNames.ROLE).is(ORCHESTRATOR));
  }

  /** One that is not declared here may hold them; that it is not is another rule's. */
  private static Answer hasSettings(Tenancy tenancy, Workload workload) {
    return workload
        .pod()
        .at("volumes")
        .any(
            volume ->
                holdsSettings(tenancy, workload, volume.at("configMap"))
                    .or(
                        volume
                            .at("projected.sources")
                            .any(one -> holdsSettings(tenancy, workload, one.at("configMap")))));
  }

  private static Answer holdsSettings(Tenancy tenancy, Workload workload, Value reference) {
    Value name = reference.at("name");
    if (name.text().isEmpty()) {
      return reference.isAbsent() ? Answer.NO : Answer.UNKNOWN;
    }
    String namespace = workload.namespace().shown();
    return tenancy
        .declares(namespace, "ConfigMap", name.shown())
        .not()
        .and(Answer.UNKNOWN)
        .or(
            tenancy.has(
                namespace,
                "ConfigMap",
                one ->
                    one.at("metadata.name")
                        .is(name.shown())
                        .and(one.at("data").field(SETTINGS).exists())));
  }

  private static Value read(String json) {
    try {
      return Values.of(JSON.readTree(json));
    } catch (JsonProcessingException noJson) {
      return Values.of(Map.of());
    }
  }
}
