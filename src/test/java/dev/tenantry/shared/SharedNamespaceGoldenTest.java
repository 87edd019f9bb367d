package dev.tenantry.shared;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.Report;
import org.junit.jupiter.api.Test;

class SharedNamespaceGoldenTest {
  // One of them in full; what the policies of all of them say is in the goldens of network/.
  @Test
  void aSharedNamespaceBecomesExactlyTheseResources() {
    String gateway = TypeTokens.SHARED_NAMESPACE + "::shared-ai-gateway";
    Golden.assertMatches(
        "shared/ai-gateway.yaml",
        Report.of(
            StackCase.shipped("local").stream()
                .filter(
                    resource ->
                        resource.parent().equals(gateway)
                            || (resource.type() + "::" + resource.name()).equals(gateway))
                .toList()));
  }
}
