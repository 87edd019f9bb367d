package dev.tenantry.render;

import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.test.PulumiTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The options of a resource that a reviewer must see: those that change what the engine does. */
final class OptionsReport {
  private OptionsReport() {}

  static Map<String, Object> of(ResourceOptions options) {
    Map<String, Object> report = new TreeMap<>();
    options.getProtect().ifPresent(protect -> report.put("protect", protect));
    options.getRetainOnDelete().ifPresent(retain -> report.put("retainOnDelete", retain));
    options
        .getProvider()
        .ifPresent(provider -> report.put("provider", provider.pulumiResourceName()));
    options.getVersion().ifPresent(version -> report.put("version", version));
    putUnlessEmpty(report, "dependsOn", dependencies(options));
    putUnlessEmpty(report, "ignoreChanges", options.getIgnoreChanges());
    putUnlessEmpty(report, "replaceOnChanges", options.getReplaceOnChanges());
    if (!options.getAliases().isEmpty()) {
      report.put("aliases", options.getAliases().size());
    }
    if (options instanceof CustomResourceOptions custom && custom.getDeleteBeforeReplace()) {
      report.put("deleteBeforeReplace", true);
    }
    return report;
  }

  private static List<String> dependencies(ResourceOptions options) {
    return PulumiTest.extractValue(options.getDependsOn()).stream()
        .map(Resource::pulumiResourceName)
        .sorted()
        .toList();
  }

  private static void putUnlessEmpty(Map<String, Object> report, String key, List<String> values) {
    if (!values.isEmpty()) {
      report.put(key, values);
    }
  }
}
