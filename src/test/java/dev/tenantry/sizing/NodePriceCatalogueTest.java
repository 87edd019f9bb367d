package dev.tenantry.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodePriceCatalogueTest {
  private static final NodePriceCatalogue CATALOGUE = NodePriceCatalogue.standard();

  // As the source has them: of the whole machine, where the catalogue holds one vCPU.
  @ParameterizedTest
  @CsvSource({
    "n2d-standard-16,europe-west1,0.743568,0.322720",
    "n2d-standard-8,europe-west4,0.372080,0.130240",
    "e2-standard-4,europe-west1,0.147431,0.071408",
    "c3-standard-176,us-central1,8.870752,2.173600",
    "t2d-standard-1,us-east1,0.042246,0.015760",
    "n4-highmem-80,asia-east1,5.512530,2.886240"
  })
  void aMachineCostsWhatTheSourceSays(String type, String region, double onDemand, double spot) {
    MachinePrice price = CATALOGUE.find(type, region).orElseThrow();
    assertThat(price.region()).isEqualTo(region);
    assertThat(price.onDemand()).isCloseTo(onDemand, within(onDemand * 2e-4));
    assertThat(price.spot().orElseThrow()).isCloseTo(spot, within(spot * 2e-4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n2d-standard-17",
        "n2d-standard-0016",
        "n2d-custom-4-8192",
        "e2-micro",
        "c3-standard-8-lssd",
        "g2-standard-12",
        "c4-standard-2",
        "",
        "n2d-standard-99999999999"
      })
  void noPriceIsMadeUp(String type) {
    assertThat(CATALOGUE.find(type, "europe-west1")).isEmpty();
  }

  @Test
  void aRegionThatTheCatalogueDoesNotKnowHasNoPrice() {
    assertThat(CATALOGUE.find("n2d-standard-16", "moon-west1")).isEmpty();
  }

  @Test
  void sizesThatAreNoNumbersAreRefused() {
    List<String> row = List.of("some-standard", "here", "1.0", "", "2026-08-03", "2 four");
    assertThatThrownBy(() -> NodePriceCatalogue.sizes(row))
        .isInstanceOf(CatalogueError.class)
        .hasMessage("node-prices.csv: has sizes that are no whole numbers: " + row);
  }
}
