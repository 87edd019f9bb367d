package dev.tenantry.local.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, crashes and ends. */
class LifecycleIT {
  @TempDir Path temp;

  @AfterEach
  void stopWhateverATestLeft() {
    Sandbox.in(temp.resolve("one")).run("clean");
    Sandbox.in(temp.resolve("two")).run("clean");
  }

  @Test
  void aKilledApiServerIsReportedAndRepaired() {
    Sandbox one = Sandbox.in(temp.resolve("one"));
    assertThat(one.up().exitCode()).isZero();
    Map<String, Long> before = one.pids();
    ProcessHandle.of(before.get("kube-apiserver")).orElseThrow().destroyForcibly();
    ProcessHandle.of(before.get("kube-apiserver")).ifPresent(p -> p.onExit().join());

    Run status = one.run("status");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).contains("died", "last lines of", "kube-apiserver.log");
    assertThat(one.run("env").err().strip()).isEqualTo("run: make env-up");
    assertThat(one.run("env").out()).isEmpty();

    Run up = one.up();
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(up.out()).contains("kube-apiserver had died", "last lines of");
    assertThat(one.run("status").exitCode()).isZero();
    Map<String, Long> after = one.pids();
    assertThat(after.get("kube-apiserver")).isNotEqualTo(before.get("kube-apiserver"));
    assertThat(after.get("etcd")).isEqualTo(before.get("etcd"));
  }

  @Test
  void twoEnvironmentsRunSideBySideAndDataOutlivesDown() {
    Sandbox one = Sandbox.in(temp.resolve("one"));
    Sandbox two = Sandbox.in(temp.resolve("two"));
    assertThat(one.up().exitCode()).isZero();
    assertThat(two.up().exitCode()).isZero();
    assertThat(one.shell("kubectl create namespace kept").succeeded()).isTrue();
    assertThat(two.shell("kubectl get namespace kept").succeeded()).isFalse();

    Map<String, Long> pids = one.pids();
    assertThat(one.run("down").out()).contains("etcd", "kube-apiserver", "nats-server", "postgres");
    assertThat(pids.values()).noneMatch(LifecycleIT::isAlive);
    assertThat(two.run("status").exitCode()).isZero();
    assertThat(one.run("status").exitCode()).isEqualTo(1);

    assertThat(one.up().exitCode()).isZero();
    assertThat(one.shell("kubectl get namespace kept").succeeded()).isTrue();

    Map<String, Long> last = one.pids();
    assertThat(one.run("clean").exitCode()).isZero();
    assertThat(last.values()).noneMatch(LifecycleIT::isAlive);
    assertThat(one.state().root()).doesNotExist();
  }

  // The cluster of environment two is borrowed by environment one, and given back.
  @Test
  void aContextOfTheUserIsUsedInsteadAndTheModeCanBeChanged() throws Exception {
    Sandbox one = Sandbox.in(temp.resolve("one"));
    Sandbox two = Sandbox.in(temp.resolve("two"));
    assertThat(two.up().exitCode()).isZero();
    String kind = "secretstores.external-secrets.io";
    assertThat(two.shell("kubectl delete crd " + kind).succeeded()).isTrue();
    Path user = temp.resolve("config");
    String given = Files.readString(two.state().kubeconfig());
    Files.writeString(user, given.replace("\"tenantry-local\"", "\"kind\""));
    Map<String, String> variables = new HashMap<>(Run.plainVariables());
    variables.put("KUBECONFIG", user.toString());

    Run up = one.run(variables, "up", "--providers", "test", "--kubecontext", "kind");
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(up.out()).contains("context kind", "Server Version");
    // It is somebody else's: told, not changed.
    assertThat(up.out()).contains("this cluster lacks kinds", "installs it: " + kind);
    assertThat(two.shell("kubectl get crd " + kind).succeeded()).isFalse();
    assertThat(one.pids()).containsOnlyKeys("postgres", "provisioner", "nats-server");
    long provisioner = one.pids().get("provisioner");
    assertThat(one.shell("kubectl config current-context").output().strip())
        .isEqualTo("tenantry-local");
    assertThat(one.shell("kubectl get namespace default").succeeded()).isTrue();
    assertThat(user).content().doesNotContain("tenantry-local");
    // The engine must not believe that this cluster has what the embedded one has.
    assertThat(one.shell("echo $PULUMI_BACKEND_URL").output().strip())
        .endsWith("pulumi-state/cluster-" + uid(two) + "?metadata=skip");

    Run again = one.run(variables, "up", "--providers", "test", "--last");
    assertThat(again.out()).contains("context kind");

    assertThat(one.up().exitCode()).isZero();
    Map<String, Long> running = one.pids();
    Run unknown = one.run(variables, "up", "--providers", "test", "--kubecontext", "nowhere");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("no context nowhere in " + user + "; it has: kind");
    // A typing error leaves all as it was.
    assertThat(one.pids()).isEqualTo(running);
    assertThat(running.values()).allMatch(LifecycleIT::isAlive);
    assertThat(one.shell("echo $PULUMI_BACKEND_URL").output().strip())
        .endsWith("pulumi-state/embedded?metadata=skip");
    assertThat(one.pids()).hasSize(7);
    // The other cluster's tenants are not this one's.
    assertThat(running.get("provisioner")).isNotEqualTo(provisioner);
    assertThat(Files.readString(one.state().kubeconfig()))
        .contains(":" + one.port("kube-apiserver"));

    // Another cluster behind the same name: what was applied to the first is not in it.
    assertThat(two.run("clean").exitCode()).isZero();
    assertThat(two.up().exitCode()).isZero();
    Files.writeString(
        user, Files.readString(two.state().kubeconfig()).replace("\"tenantry-local\"", "\"kind\""));
    assertThat(one.run(variables, "up", "--providers", "test", "--kubecontext", "kind").exitCode())
        .isZero();
    assertThat(one.shell("echo $PULUMI_BACKEND_URL").output().strip())
        .endsWith("pulumi-state/cluster-" + uid(two) + "?metadata=skip");
  }

  private static String uid(Sandbox sandbox) {
    return sandbox
        .shell("kubectl get namespace kube-system -o 'jsonpath={.metadata.uid}'")
        .output()
        .strip();
  }

  @Test
  void aServerOfPghostThatDoesNotAnswerIsAnError() {
    Sandbox one = Sandbox.in(temp.resolve("one"));
    Map<String, String> variables = new HashMap<>(Run.plainVariables());
    variables.put("PGHOST", "127.0.0.1");
    variables.put("PGPORT", "1");
    Run up = one.run(variables, "up", "--providers", "test");
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err()).contains("PGHOST=127.0.0.1");
  }

  /** A process that just ended is a zombie until this JVM has taken its exit code. */
  private static boolean isAlive(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    process.ifPresent(p -> p.onExit().completeOnTimeout(p, 5, TimeUnit.SECONDS).join());
    return process.filter(ProcessHandle::isAlive).isPresent();
  }
}
