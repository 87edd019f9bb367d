package dev.tenantry.local.providers.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PropertiesTest {
  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

  @Test
  void everyKindOfValueSurvivesTheRoundTrip() {
    Map<String, Object> tree =
        Map.of(
            "text",
            "a",
            "flag",
            true,
            "whole",
            3L,
            "fraction",
            0.5,
            "unknown",
            Sentinel.UNKNOWN,
            "secret",
            new Secret(Map.of("inner", List.of("x", Sentinel.UNKNOWN))),
            "list",
            List.of(1L, Sentinel.NULL, Map.of()),
            "empty",
            Map.of("list", List.of(), "object", Map.of()));
    assertThat(Properties.fromStruct(Properties.toStruct(tree))).isEqualTo(tree);
  }

  @Test
  void nullsInObjectsAreDropped() {
    // Kubernetes reads null as absent; keeping it would make a difference out of nothing.
    Struct struct =
        Struct.newBuilder()
            .putFields("a", Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build())
            .build();
    assertThat(Properties.fromStruct(struct)).isEmpty();
  }

  @Test
  void outputValuesAreTakenApart() {
    Struct unknown = signed("d0e6a833031e9bbcd3f4e8bde6ca49a4").build();
    Struct secret =
        signed("d0e6a833031e9bbcd3f4e8bde6ca49a4")
            .putFields("value", Value.newBuilder().setStringValue("x").build())
            .putFields("secret", Value.newBuilder().setBoolValue(true).build())
            .build();
    assertThat(Properties.fromValue(Value.newBuilder().setStructValue(unknown).build()))
        .isEqualTo(Sentinel.UNKNOWN);
    assertThat(Properties.fromValue(Value.newBuilder().setStructValue(secret).build()))
        .isEqualTo(new Secret("x"));
  }

  @Test
  void assetsAreRefused() {
    Struct asset = signed("c44067f5952c0a294b673a41bacd8c17").build();
    assertThatThrownBy(() -> Properties.fromValue(Value.newBuilder().setStructValue(asset).build()))
        .hasMessageContaining("assets");
  }

  @Test
  void secretsNeverPrintTheirValue() {
    assertThat(new Secret("hush").toString()).doesNotContain("hush");
    assertThat(new Secret(new Secret("hush"))).isEqualTo(new Secret("hush"));
  }

  private static Struct.Builder signed(String signature) {
    return Struct.newBuilder()
        .putFields(SIGNATURE, Value.newBuilder().setStringValue(signature).build());
  }
}
