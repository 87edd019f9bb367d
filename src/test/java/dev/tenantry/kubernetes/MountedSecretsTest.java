package dev.tenantry.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import dev.tenantry.naming.Names;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a workload puts into its pods to get its secrets. */
class MountedSecretsTest {
  private static final MountedSecrets BOTH =
      new MountedSecrets(
          List.of("agent-a-google-files", "agent-a-vault-files"), List.of("agent-a-google-env"));

  @Test
  void filesOfAllProvidersAreOneVolumeThatFollowsRotation() {
    assertThat(BOTH.volumes()).hasSize(1);
    var projected = value(BOTH.volumes().get(0).projected().orElseThrow());
    assertThat(value(projected.defaultMode().orElseThrow())).isEqualTo(0400);
    assertThat(
            value(projected.sources()).stream()
                .map(one -> value(value(one.secret().orElseThrow()).name().orElseThrow())))
        .containsExactly("agent-a-google-files", "agent-a-vault-files");
    var mount = BOTH.mounts().get(0);
    assertThat(value(mount.name())).isEqualTo(value(BOTH.volumes().get(0).name()));
    assertThat(value(mount.mountPath())).isEqualTo(Names.SECRETS_FOLDER);
    assertThat(value(mount.readOnly().orElseThrow())).isTrue();
    assertThat(mount.subPath()).isEmpty();
  }

  @Test
  void variablesComeFromTheirSecretsWhichMustExist() {
    assertThat(BOTH.envFrom()).hasSize(1);
    var reference = value(BOTH.envFrom().get(0).secretRef().orElseThrow());
    assertThat(value(reference.name().orElseThrow())).isEqualTo("agent-a-google-env");
    assertThat(value(reference.optional().orElseThrow())).isFalse();
  }

  @Test
  void whoReadsNothingMountsNothing() {
    assertThat(MountedSecrets.NONE.volumes()).isEmpty();
    assertThat(MountedSecrets.NONE.mounts()).isEmpty();
    assertThat(MountedSecrets.NONE.envFrom()).isEmpty();
  }

  private static <T> T value(Output<T> output) {
    return PulumiTest.extractValue(output);
  }

  @Test
  void twoSourcesAreOneVolume() {
    MountedSecrets both =
        new MountedSecrets(List.of("a"), List.of("b"))
            .and(new MountedSecrets(List.of("c"), List.of()));
    assertThat(both).isEqualTo(new MountedSecrets(List.of("a", "c"), List.of("b")));
    assertThat(both.volumes()).hasSize(1);
  }
}
