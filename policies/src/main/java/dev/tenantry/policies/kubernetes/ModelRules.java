package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model server may load, and from where. */
final class ModelRules {
  private static final Pattern REMOTE_CODE =
      Pattern.compile("(?s)(.*\\s)?--?trust[-_]remote[-_]code(?!=([Ff]alse|0)\\b).*");

  private static final String FORMAT = "--load-format";

  /**
   * Formats of vLLM and SGLang that unpickle, and so run code of, a weights file; auto does where
   * it finds no safetensors.
   */
  private static final Set<String> PICKLES = Set.of("auto", "pt", "npcache", "sharded_state");

  private static final Pattern PICKLED =
      Pattern.compile("(?s)(.*\\s)?--load-format(=|\\s+)(auto|pt|npcache|sharded_state)\\b.*");

  private static final Pattern STATED = Pattern.compile("(?s)(.*\\s)?" + FORMAT + "\\b.*");

  /** What starts vLLM or SGLang, or what only they are told. */
  private static final Pattern STARTED =
      Pattern.compile(
          "(?s)(.*[\\s/])?((vllm|sglang)\\s+serve\\s.*|vllm\\.entrypoints\\..*"
              + "|sglang\\.launch_server\\b.*|--served-model-name\\b.*)");

  private static final Pattern LOADING = Pattern.compile("(?s)(.*\\s)?--model(-path)?[=\\s].*");

  /** Images by the last part of their name: those whose entry point serves, and any of the two. */
  private static final Pattern SERVING_IMAGE =
      Pattern.compile("([^@]*/)?vllm-openai(-[^/:@]*)?([:@].*)?");

  private static final Pattern SERVER_IMAGE =
      Pattern.compile("([^@]*/)?(vllm|sglang)(-(?!router)[^/:@]*)?([:@].*)?");

  /** Volumes that outlive the pod, and so may hold the weights that others load. */
  private static final List<String> LASTING = List.of("persistentVolumeClaim", "csi", "image");

  private ModelRules() {}

  static List<PolicyRule> all() {
    return List.of(remoteCode(), pickles(), readOnlyWeights());
  }

  private static PolicyRule remoteCode() {
    RuleInfo info =
        new RuleInfo(
            "model-brings-no-code",
            "No container trusts code that comes with a model",
            "The code of a model's repository would run with the server's identity and see the"
                + " prompts of all tenants.",
            Controls.of(Catalogue.OWASP_LLM, "LLM03").and(Catalogue.OWASP_AGENTIC, "ASI04").all(),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Remove --trust-remote-code and serve a model that the server itself knows.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          for (Value word : words(container)) {
            findings.require(
                word.matches(REMOTE_CODE).not(),
                pod.owner(),
                word.path() + " trusts code that comes with the model");
          }
        });
  }

  private static PolicyRule pickles() {
    RuleInfo info =
        new RuleInfo(
            "model-weights-are-no-program",
            "Every model server names a format of weights that holds no code",
            "A pickled file runs what it likes while it is loaded; safetensors hold numbers only.",
            Controls.of(Catalogue.OWASP_LLM, "LLM03", "LLM04")
                .and(Catalogue.OWASP_AGENTIC, "ASI04")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Use --load-format=safetensors or a streamer of safetensors.");
    return PodTemplate.containerRule(info, ModelRules::refusePickles);
  }

  private static void refusePickles(PodTemplate pod, Value container, Findings findings) {
    List<Value> words = words(container);
    for (int i = 0; i < words.size(); i++) {
      Value word = words.get(i);
      Answer asked = i == 0 ? Answer.NO : words.get(i - 1).is(FORMAT);
      Answer pickled = word.matches(PICKLED).or(asked.and(word.isText(PICKLES::contains)));
      findings.require(
          pickled.not(),
          pod.owner(),
          word.path() + " asks for a format of weights that can hold code");
    }
    findings.require(
        serves(container, words).not().or(states(container)),
        pod.owner(),
        container.field("args").path() + " names no " + FORMAT + "; it must be safetensors");
  }

  private static Answer states(Value container) {
    return Stream.of("command", "args")
        .map(list -> container.field(list).any(word -> word.matches(STATED)))
        .reduce(Answer.NO, Answer::or);
  }

  /** By what is started, or by the image and what its own entry point is told. */
  private static Answer serves(Value container, List<Value> words) {
    String line =
        words.stream().map(word -> word.text().orElse("?") + " ").collect(Collectors.joining());
    Value image = container.field("image");
    Answer started = Answer.of(STARTED.matcher(line).matches());
    Answer loading = Answer.of(LOADING.matcher(line).matches());
    Answer asTold = image.matches(SERVING_IMAGE).or(image.matches(SERVER_IMAGE).and(loading));
    return started.or(container.field("command").isEmpty().and(asTold));
  }

  private static List<Value> words(Value container) {
    return Stream.of("command", "args")
        .flatMap(list -> container.field(list).items().stream())
        .toList();
  }

  private static PolicyRule readOnlyWeights() {
    RuleInfo info =
        new RuleInfo(
            "model-weights-are-read-only",
            "Model servers mount lasting volumes read-only",
            "A server that was broken into would poison the weights for all that load them.",
            Controls.of(Catalogue.OWASP_LLM, "LLM03", "LLM04")
                .and(Catalogue.OWASP_AGENTIC, "ASI04", "ASI06")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set readOnly: true on the volumeMount; caches belong into an emptyDir.");
    return PodTemplate.rule(info, ModelRules::requireReadOnly);
  }

  private static void requireReadOnly(PodTemplate pod, Findings findings) {
    Answer serves = pod.owner().at("metadata.namespace").is(ProductNames.INFERENCE_NAMESPACE);
    for (Value volume : pod.spec().field("volumes").items()) {
      Answer lasts =
          LASTING.stream().map(type -> volume.field(type).exists()).reduce(Answer.NO, Answer::or);
      String name = volume.field("name").text().orElse("");
      for (Value container : pod.containers()) {
        for (Value mount : container.field("volumeMounts").items()) {
          Value readOnly = mount.field("readOnly");
          Answer mounts = mount.field("name").is(name);
          findings.require(
              serves.and(lasts).and(mounts).not().or(readOnly.is(true)),
              pod.owner(),
              readOnly,
              "must be true");
        }
      }
    }
  }
}
