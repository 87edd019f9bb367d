package dev.tenantry.local.environment.tools;

import dev.tenantry.local.environment.console.Failure;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every tool and its version. To raise one: change it here and in its go.mod under local/tools (a
 * test compares the two).
 */
public final class PinnedTools {
  private static final String KUBERNETES = "v1.35.4";
  private static final String KUBERNETES_FLAGS = kubernetesFlags("35");
  private static final List<String> ASK_FLAG = List.of("--version");

  private static final Recipe PULUMI =
      new Recipe(
          "pulumi",
          "v3.220.0",
          "github.com/pulumi/pulumi/pkg/v3",
          "pulumi",
          List.of("github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"),
          "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.220.0");

  private static final Recipe JAVA_HOST =
      new Recipe(
          "pulumi-language-java",
          "v0.20.0",
          "github.com/pulumi/pulumi-java/pkg",
          "pulumi-language-java",
          List.of("github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java"),
          "-s -w -X github.com/pulumi/pulumi-java/pkg/version.Version=v0.20.0");

  private static final Recipe ETCD =
      new Recipe("etcd", "v3.6.6", "go.etcd.io/etcd/server/v3", "etcd", List.of("."), "-s -w");

  private static final Recipe CONTROL_PLANE =
      new Recipe(
          "kubernetes",
          KUBERNETES,
          "k8s.io/kubernetes",
          "kubernetes",
          List.of(
              "k8s.io/kubernetes/cmd/kube-apiserver",
              "k8s.io/kubernetes/cmd/kube-controller-manager",
              "k8s.io/kubernetes/cmd/kube-scheduler"),
          KUBERNETES_FLAGS);

  private static final Recipe KUBECTL =
      new Recipe(
          "kubectl",
          KUBERNETES,
          "k8s.io/kubernetes",
          "kubernetes",
          List.of("k8s.io/kubernetes/cmd/kubectl"),
          KUBERNETES_FLAGS);

  private static final Recipe NATS =
      new Recipe(
          "nats-server",
          "v2.15.2",
          "github.com/nats-io/nats-server/v2",
          "nats",
          List.of("github.com/nats-io/nats-server/v2"),
          "-s -w");

  // Its own main.go keeps it on loopback; the stock program listens on every address.
  private static final Recipe SIMULATOR =
      new Recipe(
          "inference-sim",
          "v0.10.2",
          "github.com/llm-d/llm-d-inference-sim",
          "inference-sim",
          List.of("."),
          "-s -w");

  // Since 0.5 its SQLite is Go itself (modernc.org/sqlite): it builds without a C compiler.
  private static final Recipe LITESTREAM =
      new Recipe(
          "litestream",
          "v0.5.18",
          "github.com/benbjohnson/litestream",
          "litestream",
          List.of("github.com/benbjohnson/litestream/cmd/litestream"),
          "-s -w -X main.Version=v0.5.18");

  private static final Recipe ACTIONLINT =
      new Recipe(
          "actionlint",
          "v1.7.12",
          "github.com/rhysd/actionlint",
          "actionlint",
          List.of("github.com/rhysd/actionlint/cmd/actionlint"),
          "-s -w -X github.com/rhysd/actionlint.version=v1.7.12");

  /** How many of the first sets are needed whoever runs the control plane. */
  private static final int CLIENT_SETS = 4;

  private PinnedTools() {}

  /** The tools in sets: those of one set always come from one place. */
  public static List<List<PinnedTool>> sets() {
    Version minor = new Version(1, 35, 0);
    return List.of(
        // A stock installation has its Java language host beside it; it cannot tell its version.
        List.of(
            new PinnedTool("pulumi", new Version(3, 220, 0), List.of("version"), PULUMI),
            new PinnedTool("pulumi-language-java", new Version(0, 0, 0), List.of(), JAVA_HOST)),
        kubectl(),
        List.of(new PinnedTool("nats-server", new Version(2, 12, 0), ASK_FLAG, NATS)),
        // Cannot tell its version; nobody else's program has this name.
        List.of(new PinnedTool("inference-sim", new Version(0, 0, 0), List.of(), SIMULATOR)),
        List.of(new PinnedTool("etcd", new Version(3, 6, 0), ASK_FLAG, ETCD)),
        List.of(
            new PinnedTool("kube-apiserver", minor, ASK_FLAG, CONTROL_PLANE),
            new PinnedTool("kube-controller-manager", minor, ASK_FLAG, CONTROL_PLANE),
            new PinnedTool("kube-scheduler", minor, ASK_FLAG, CONTROL_PLANE)));
  }

  /** The sets that are needed where somebody else runs the control plane. */
  public static List<List<PinnedTool>> clientSets() {
    return sets().subList(0, CLIENT_SETS);
  }

  /** The sets that only tests need: what the environment does not run. */
  public static List<List<PinnedTool>> testSets() {
    List<String> ask = List.of("version");
    // Only this one: another version finds other things.
    Version actionlint = new Version(1, 7, 12);
    return List.of(
        List.of(new PinnedTool("litestream", new Version(0, 5, 18), ask, LITESTREAM)),
        List.of(new PinnedTool("actionlint", actionlint, List.of("-version"), ACTIONLINT)));
  }

  /**
   * The sets, those of tests as well, that have one of these tools; all without a name.
   *
   * @throws Failure if there is no such tool
   */
  public static List<List<PinnedTool>> setsOf(List<String> names) {
    List<List<PinnedTool>> all = Stream.of(sets(), testSets()).flatMap(List::stream).toList();
    for (String name : names) {
      if (all.stream().noneMatch(set -> has(set, name))) {
        throw new Failure("there is no tool " + name);
      }
    }
    return all.stream()
        .filter(set -> names.isEmpty() || names.stream().anyMatch(name -> has(set, name)))
        .toList();
  }

  private static boolean has(List<PinnedTool> set, String name) {
    return set.stream().anyMatch(tool -> tool.name().equals(name));
  }

  static List<PinnedTool> kubectl() {
    List<String> ask = List.of("version", "--client");
    return List.of(new PinnedTool("kubectl", new Version(1, 31, 0), ask, KUBECTL));
  }

  private static String kubernetesFlags(String minor) {
    // Without the version the API server says v0.0.0-master and clients cannot parse it.
    String target = " -X k8s.io/component-base/version.";
    return "-s -w"
        + (target + "gitVersion=" + KUBERNETES)
        + (target + "gitMajor=1")
        + (target + "gitMinor=" + minor);
  }
}
