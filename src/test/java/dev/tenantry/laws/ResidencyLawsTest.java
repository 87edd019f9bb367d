package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenantry.config.Residency;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.StackCase;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a stack of residency eu names a place outside of the Union. */
class ResidencyLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void nothingOfAShippedStackLiesOutsideOfTheUnion(String stack) {
    assertThat(ConfigLoader.load(Path.of(""), stack).platform().cloud().residency())
        .isEqualTo(Residency.EU);
    assertThat(StackCase.shipped(stack)).anyMatch(one -> one.type().startsWith("gcp:"));
    assertThat(ResidencyLaws.brokenBy(StackCase.shipped(stack))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gcp:storage/bucket:Bucket | /location | us-east1 | names us-east1 in location",
        "gcp:storage/bucket:Bucket | /location | US | lies in US",
        "gcp:storage/bucket:Bucket | /location | europe-west2 | names europe-west2",
        "gcp:storage/bucket:Bucket | /location | - | does not say where it lies",
        "gcp:storage/bucket:Bucket | /encryption/defaultKmsKeyName"
            + " | projects/p/locations/asia-east1/keyRings/r/cryptoKeys/k | names asia-east1",
        "gcp:secretmanager/secret:Secret | /replication/userManaged/replicas/1/location"
            + " | europe-west6 | names europe-west6",
        "gcp:secretmanager/secret:Secret | /replication | - | does not say where it lies",
        "gcp:sql/databaseInstance:DatabaseInstance | /region | us-central1 | names us-central1",
        "gcp:sql/databaseInstance:DatabaseInstance | /settings/backupConfiguration/location"
            + " | us | lies in us",
        "gcp:sql/databaseInstance:DatabaseInstance | /settings/backupConfiguration/location"
            + " | - | does not say where it lies",
        "gcp:sql/databaseInstance:DatabaseInstance | /encryptionKeyName"
            + " | projects/p/locations/me-west1/keyRings/r/cryptoKeys/k | names me-west1",
        "gcp:compute/address:Address | /region | us-east4 | names us-east4",
        "gcp:compute/address:Address | /subnetwork"
            + " | projects/p/regions/us-west1/subnetworks/s | names us-west1 in subnetwork",
      })
  void aPlaceOutsideIsFound(String type, String pointer, String value, String sentence) {
    var wrong = value.equals("-") ? MissingNode.getInstance() : JSON.valueToTree(value);
    assertThat(
            ResidencyLaws.brokenBy(
                Recordings.with(StackCase.shipped("prod"), type, pointer, wrong)))
        .anySatisfy(one -> assertThat(one).contains(sentence));
  }
}
