package dev.tenantry.config;

import java.util.List;

/**
 * A model behind a provider's API. Nothing of it runs in the cluster; the AI gateway calls it.
 *
 * @param provider whose API it speaks
 * @param model what the provider calls it
 * @param endpoint the host that answers
 */
public record ManagedModel(
    @Key(value = "Whose API it speaks.", required = true) ModelProvider provider,
    @Key(value = "What the provider calls the model.", required = true) LabelValue model,
    @Key(
            value =
                "The host that answers, over HTTPS. Under residency eu one that is known to work"
                    + " in the Union, such as europe-west4-aiplatform.googleapis.com.",
            required = true)
        DomainName endpoint)
    implements ModelConfig {
  @Override
  public Serving serving() {
    return Serving.MANAGED;
  }

  @Override
  public void validate(KeyPath here, PlatformConfig platform, Problems out) {
    Residency residency = platform.cloud().residency();
    if (!ModelEndpoints.allows(residency, endpoint)) {
      out.addBetween(
          Rule.MODEL_OUTSIDE_RESIDENCY,
          List.of(here.key("endpoint"), KeyPath.of("cloud", "residency")),
          endpoint + " is not known to work inside of residency " + residency,
          "choose a regional endpoint: " + ModelEndpoints.EXAMPLES);
    }
  }
}
