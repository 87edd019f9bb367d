package dev.tenantry.config;

import java.util.List;
import java.util.Optional;

/**
 * What all agents of a stack share.
 *
 * @param runner where they run
 * @param image the image of all that name none; empty only where none runs in the cluster
 * @param model what an agent asks for that names none
 * @param embeddingModel what turns texts into vectors; empty if texts are found by their words
 * @param identityDomain the trust domain of the agents' certificates
 * @param scaling by what orchestrators scale
 */
public record AgentsConfig(
    @Key("Where agents run: as pods of the cluster, or as processes of the local environment.")
        AgentRunner runner,
    @Key(
            "Image of the agents that name none, and of tools of a kind: named by its digest and in"
                + " one of admission.registries. Needed with runner cluster.")
        Optional<PinnedImage> image,
    @Key(value = "The model of agents that name none, one of models.", required = true)
        ModelName model,
    @Key("The model that turns texts into vectors, one of models; without it words are compared.")
        Optional<ModelName> embeddingModel,
    @Key(
            "Trust domain of the certificates of agents and tools, by default admission.domain:"
                + " spiffe://<domain>/ns/<namespace>/sa/<account>.")
        DomainName identityDomain,
    @Key(
            "By what orchestrators scale: turns that run, which needs Google's adapter for custom"
                + " metrics, or CPU. docs/agents.md.")
        AgentScaling scaling) {
  /** The only one that needs no program besides the stack. */
  public static final AgentRunner DEFAULT_RUNNER = AgentRunner.CLUSTER;

  /** What says how busy an agent is. */
  public static final AgentScaling DEFAULT_SCALING = AgentScaling.TURNS;

  /** For whom the tokens are with which agents ask the gateway for a model. */
  public static final IdentityName MODEL_AUDIENCE = new IdentityName("ai-gateway");

  /** Whether the stack declares what runs agents. */
  public boolean isDeclared() {
    return runner == AgentRunner.CLUSTER;
  }

  /** Reports models that do not exist, and what the cluster would refuse. */
  void validate(KeyPath here, PlatformConfig platform, Problems out) {
    requireModel(here.key("model"), model, platform, out);
    embeddingModel.ifPresent(one -> requireModel(here.key("embeddingModel"), one, platform, out));
    image.ifPresent(one -> requireRegistry(here.key("image"), one, platform.admission(), out));
    if (isDeclared() && image.isEmpty()) {
      out.add(
          Rule.IMAGE_MISSING,
          here,
          "agents in the cluster need an image",
          "state agents.image, or runner: local where no agent runs in the cluster");
    }
    if (isDeclared() && !platform.admission().tokenAudiences().contains(MODEL_AUDIENCE)) {
      out.addBetween(
          Rule.AGENT_AUDIENCE_MISSING,
          List.of(KeyPath.of("admission", "tokenAudiences"), here),
          "agents ask for models with tokens for " + MODEL_AUDIENCE + ", which no pod may mount",
          "add it to admission.tokenAudiences");
    }
  }

  /** Reports a name that is no model's. */
  static void requireModel(KeyPath at, ModelName name, PlatformConfig platform, Problems out) {
    if (!platform.models().containsKey(name)) {
      out.add(
          Rule.UNKNOWN_MODEL,
          at,
          "the platform has no model " + Words.quote(name.value()),
          Words.suggest(
              name.value(), platform.models().keySet().stream().map(ModelName::value).toList()));
    }
  }

  /** Reports an image that no pod of a tenant may run. */
  static void requireRegistry(
      KeyPath at, PinnedImage image, AdmissionConfig admission, Problems out) {
    if (admission.registries().stream().noneMatch(image::isIn)) {
      out.add(
          Rule.IMAGE_OUTSIDE_REGISTRIES,
          at,
          "the image is in none of admission.registries, so no tenant's pod may run it",
          "copy it there, or add its registry in " + out.platformFile());
    }
  }
}
