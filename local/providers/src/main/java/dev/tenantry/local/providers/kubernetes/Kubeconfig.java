package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.ProviderFailure;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kubeconfig with one of its contexts chosen. */
final class Kubeconfig {
  private final Config parsed;
  private final NamedContext context;
  private final NamedCluster cluster;

  private Kubeconfig(String text, String file, Settings settings) {
    this.parsed = parse(text, file);
    this.context = context(settings.text("context"));
    this.cluster = cluster(settings.text("cluster"));
  }

  /** The one that the settings name, else KUBECONFIG, else the one in the home folder. */
  static Kubeconfig of(Settings settings, Map<String, String> environment) {
    String given = settings.text("kubeconfig");
    if (given.contains("\n") || given.startsWith("{")) {
      return new Kubeconfig(given, "", settings);
    }
    List<String> files = new ArrayList<>();
    if (!given.isEmpty()) {
      files.add(given);
    } else if (!environment.getOrDefault("KUBECONFIG", "").isEmpty()) {
      files.addAll(List.of(environment.get("KUBECONFIG").split(File.pathSeparator)));
    } else {
      files.add(environment.getOrDefault("HOME", "") + "/.kube/config");
    }
    for (String file : files) {
      if (readable(file)) {
        return new Kubeconfig("", file, settings);
      }
    }
    throw new NoSuchCluster("no kubeconfig at " + String.join(", ", files));
  }

  private static boolean readable(String file) {
    try {
      return Files.isReadable(Path.of(file));
    } catch (InvalidPathException notPath) {
      throw new ProviderFailure("kubeconfig is neither a path nor YAML", notPath);
    }
  }

  private static Config parse(String text, String file) {
    try {
      // From a file, so that relative paths in it are found.
      Optional<Config> config =
          Optional.ofNullable(
              file.isEmpty()
                  ? KubeConfigUtils.parseConfigFromString(text)
                  : KubeConfigUtils.parseConfig(Path.of(file).toFile()));
      return config.orElseThrow(() -> new ProviderFailure("the kubeconfig is empty"));
    } catch (RuntimeException failure) {
      // The parser's message may quote credentials.
      String place = file.isEmpty() ? "" : " " + file;
      throw new ProviderFailure("the kubeconfig" + place + " is not a valid one");
    }
  }

  private NamedContext context(String wanted) {
    String name =
        wanted.isEmpty() ? Optional.ofNullable(parsed.getCurrentContext()).orElse("") : wanted;
    return parsed.getContexts().stream()
        .filter(candidate -> candidate.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchCluster(
                    "the kubeconfig has no context \""
                        + name
                        + "\"; it has "
                        + names(
                            parsed.getContexts().stream().map(NamedContext::getName).toList())));
  }

  private NamedCluster cluster(String wanted) {
    String name = wanted.isEmpty() ? context.getContext().getCluster() : wanted;
    return parsed.getClusters().stream()
        .filter(candidate -> candidate.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchCluster(
                    "the kubeconfig has no cluster \""
                        + name
                        + "\"; it has "
                        + names(
                            parsed.getClusters().stream().map(NamedCluster::getName).toList())));
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  String server() {
    return cluster.getCluster().getServer();
  }

  String namespace() {
    return Optional.ofNullable(context.getContext().getNamespace()).orElse("default");
  }

  /** What must stay the same for resources to be still where they were. */
  String identity() {
    return context.getName() + " at " + server();
  }

  /** Settings for the HTTP client. */
  io.fabric8.kubernetes.client.Config client() {
    io.fabric8.kubernetes.client.Config config = io.fabric8.kubernetes.client.Config.empty();
    KubeConfigUtils.merge(config, context.getName(), parsed);
    ClientKey.declareAlgorithm(config);
    if (!cluster.getName().equals(context.getContext().getCluster())) {
      config.setMasterUrl(server());
      config.setCaCertData(cluster.getCluster().getCertificateAuthorityData());
      config.setCaCertFile(cluster.getCluster().getCertificateAuthority());
    }
    return config;
  }
}
