package dev.tenantry.config.loading;

import dev.tenantry.config.Ceilings;
import dev.tenantry.config.ConnectionSum;
import dev.tenantry.config.GroupName;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.Problem;
import dev.tenantry.config.Problems;
import dev.tenantry.config.Rule;
import dev.tenantry.config.ServiceSum;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all files of a stack in one strict pass. */
public final class ConfigLoader {
  private final Path projectRoot;
  private final String stack;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<GroupName, String> fileOfGroup = new TreeMap<>();

  private ConfigLoader(Path projectRoot, String stack) {
    this.projectRoot = projectRoot;
    this.stack = stack;
  }

  /**
   * Reads {@code stacks/<stack>/platform.yaml} and every tenant's file.
   *
   * @param projectRoot the folder that holds {@code stacks}
   * @param stack the folder's name below {@code stacks}
   * @throws ConfigException with every problem of every file
   * @throws java.io.UncheckedIOException if a file cannot be read at all
   */
  public static StackConfig load(Path projectRoot, String stack) {
    return new ConfigLoader(projectRoot, stack).load();
  }

  private StackConfig load() {
    StackFolder folder =
        StackFolder.list(projectRoot, stack, findings::add).orElseThrow(this::failure);
    CheckedFile platformFile = platformFile(folder);
    Layers layers = new Layers(platformFile);
    PlatformConfig platform = layers.platform();
    Problems problems = new Problems(layers::platformOrigin, folder.platformName());
    platform.validate(KeyPath.ROOT, problems);
    layers.checkChoices(platform, problems);
    SharedProjects.check(projectRoot, stack, platform, problems);
    report(platformFile, problems);

    SortedMap<TenantName, TenantConfig> tenants = new TreeMap<>();
    for (Map.Entry<String, Path> entry : folder.tenants().entrySet()) {
      Optional<TenantName> name = tenantName(entry.getKey());
      CheckedFile file = checked(entry.getKey(), entry.getValue(), TenantConfig.class);
      if (file.source().readable()) {
        TenantConfig tenant = layers.tenant(file, name.orElse(new TenantName("stand-in")));
        validate(tenant, file, layers, platform, folder.platformName());
        tenants.put(tenant.name(), tenant);
        reportSharedGroups(tenant, file);
      }
    }
    reportCaseClashes(folder.tenants().keySet());
    Stream.concat(
            ConnectionSum.problems(platform.database(), tenants).stream(),
            ServiceSum.problems(platform, tenants).stream())
        .forEach(problem -> findings.add(platformFile.source().locate(problem)));
    new Ceilings(platform, tenants)
        .problems()
        .forEach(problem -> findings.add(platformFile.source().locate(problem)));
    platform
        .modelProblems(tenants.keySet())
        .forEach(problem -> findings.add(platformFile.source().locate(problem)));
    if (!findings.isEmpty()) {
      throw failure();
    }
    return new StackConfig(stack, platform, tenants);
  }

  private CheckedFile platformFile(StackFolder folder) {
    return folder
        .platform()
        .map(path -> checked(folder.platformName(), path, PlatformConfig.class))
        .orElseGet(
            () ->
                CheckedFile.check(
                    YamlFile.unreadable(folder.platformName()),
                    PlatformConfig.class,
                    findings::add));
  }

  private CheckedFile checked(String name, Path path, Class<?> type) {
    int before = findings.size();
    SourceFile source = SourceFile.read(name, path, findings::add);
    YamlFile file =
        findings.size() > before
            ? YamlFile.unreadable(name)
            : YamlReader.read(source, findings::add);
    return CheckedFile.check(file, type, findings::add);
  }

  private void validate(
      TenantConfig tenant,
      CheckedFile file,
      Layers layers,
      PlatformConfig platform,
      String platformName) {
    Problems problems = new Problems(path -> layers.tenantOrigin(file, path), platformName);
    tenant.validate(KeyPath.ROOT, platform, problems);
    layers.checkChoices(file, tenant, problems);
    report(file, problems);
  }

  private void report(CheckedFile file, Problems problems) {
    for (Problem problem : problems.found()) {
      findings.add(file.source().locate(problem));
    }
  }

  private Optional<TenantName> tenantName(String file) {
    String text =
        file.substring(file.lastIndexOf('/') + 1, file.length() - StackFolder.ENDING.length());
    String problem = ValueTypes.problem(TenantName.class, text);
    if (problem.isEmpty()) {
      return Optional.of(new TenantName(text));
    }
    String hint = "rename the file; its name is the tenant's name";
    findings.add(
        new Finding(Rule.TENANT_NAME, Words.printable(file), Place.NONE, "", problem, hint));
    return Optional.empty();
  }

  /** A file copied from a neighbour's must not let the neighbour's people in. */
  private void reportSharedGroups(TenantConfig tenant, CheckedFile file) {
    String here = file.source().name();
    tenant
        .groups()
        .byRole()
        .forEach(
            (role, groups) ->
                groups.forEach(
                    group -> {
                      String other = fileOfGroup.putIfAbsent(group, here);
                      if (other != null && !other.equals(here)) {
                        String message =
                            Words.quote(group.value())
                                + " is named by "
                                + other
                                + " too; its members would reach both tenants";
                        KeyPath at = KeyPath.of("groups", role);
                        String hint = "give each tenant groups of its own";
                        Problem problem = new Problem(Rule.GROUP_IN_TWO_TENANTS, at, message, hint);
                        findings.add(file.source().locate(problem));
                      }
                    }));
  }

  private void reportCaseClashes(Iterable<String> files) {
    Map<String, String> first = new TreeMap<>();
    for (String file : files) {
      String other = first.putIfAbsent(file.toLowerCase(Locale.ROOT), file);
      if (other != null) {
        // On a disk that ignores case one of the two would vanish without a word.
        String message = "differs from " + Words.quote(other) + " only in upper and lower case";
        findings.add(
            new Finding(Rule.TENANT_CASE, Words.printable(file), Place.NONE, "", message, ""));
      }
    }
  }

  private ConfigException failure() {
    return new ConfigException(findings.stream().distinct().sorted(Finding.ORDER).toList());
  }
}
