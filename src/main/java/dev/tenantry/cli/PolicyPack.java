package dev.tenantry.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.plan.LoweredRule;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.RuleSettings;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.SettingsProblem;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What judges a stack while the engine works: the folder {@code policies} of the project, with what
 * the stack says of its rules.
 *
 * @param folder holds PulumiPolicy.yaml
 * @param settings {@code stacks/<stack>/policies.json}, in the engine's format, if it is there
 * @param rules all of the pack, as these settings want them
 */
record PolicyPack(Path folder, Optional<Path> settings, Rules rules) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * That of a stack.
   *
   * @throws CommandFailure if the project has none, or the stack says what cannot be meant
   */
  static PolicyPack of(StackFiles files) {
    Path folder = files.project().resolve("policies");
    if (!Files.exists(folder.resolve("PulumiPolicy.yaml"))) {
      throw new CommandFailure(
          "the project has no policy pack, so nothing would judge the stack: no " + folder);
    }
    Path settings = Path.of("stacks", files.stack(), "policies.json");
    Path file = files.project().resolve(settings);
    if (!Files.exists(file)) {
      return new PolicyPack(folder, Optional.empty(), TenantryRules.all());
    }
    return new PolicyPack(folder, Optional.of(file), rules(file, settings));
  }

  /** The engine would refuse it too: later, and at times in other words. */
  private static Rules rules(Path file, Path shown) {
    try {
      Rules all = TenantryRules.all();
      return RuleSettings.parse(JSON.readTree(file.toFile()), all).applyTo(all);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw new CommandFailure(
          shown
              + (place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (SettingsProblem e) {
      throw new CommandFailure(e.getMessage().replaceAll("(?m)^", shown + ": "), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the stack takes from the pack's rules: those that are off, or only advisory here. */
  List<LoweredRule> lowered() {
    Map<String, Level> levels =
        rules.all().stream()
            .map(PolicyRule::info)
            .collect(Collectors.toMap(RuleInfo::id, RuleInfo::level));
    return TenantryRules.all().all().stream()
        .map(PolicyRule::info)
        .map(
            info ->
                new LoweredRule(
                    info.id(), info.level(), levels.getOrDefault(info.id(), Level.DISABLED)))
        .filter(one -> one.level().compareTo(one.usual()) < 0)
        .toList();
  }

  /** As the SDK's options take them. */
  List<String> packs() {
    return List.of(folder.toString());
  }

  /** As the SDK's options take them: none, or one for each pack. */
  List<String> packSettings() {
    return settings.map(Path::toString).stream().toList();
  }
}
