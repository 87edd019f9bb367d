package dev.tenantry.agentimage.builder.bill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.agentimage.builder.debian.Distribution;
import dev.tenantry.agentimage.builder.debian.LockedPackage;
import dev.tenantry.agentimage.builder.debian.PackageLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @TempDir private Path folder;

  @Test
  void jarsPackagesAndWhatJarsContainAreNamed() throws IOException {
    jar("own-1.0.jar", "org.example:own:1.0", "com.shaded:inner:2.0");
    jar("plain-3.1-beta.jar");
    jar("agent.jar");

    JsonNode components = new ObjectMapper().readTree(bill()).path("components");

    assertThat(components.findValuesAsText("purl"))
        .containsExactlyInAnyOrder(
            "pkg:deb/debian/zlib1g@1%3A1.2.13?arch=amd64&distro=debian-12",
            "pkg:generic/agent",
            "pkg:maven/org.example/own@1.0",
            "pkg:maven/com.shaded/inner@2.0",
            "pkg:generic/plain@3.1-beta");
    assertThat(components.findValuesAsText("bom-ref")).doesNotHaveDuplicates();
  }

  @Test
  void theSameImageHasTheSameBill() throws IOException {
    jar("own-1.0.jar", "org.example:own:1.0");

    assertThat(bill()).isEqualTo(bill());
  }

  private byte[] bill() {
    BillOfMaterials bill = new BillOfMaterials("agent", "0.1.0", DIGEST, Instant.EPOCH);
    bill.add(
        new PackageLock(
            new Distribution("debian", "12", "amd64"),
            List.of(new LockedPackage("zlib1g", "1:1.2.13", "b".repeat(64)))));
    bill.addJars(folder);
    return bill.json();
  }

  private void jar(String name, String... poms) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      zip.putNextEntry(new ZipEntry("META-INF/"));
      for (String pom : poms) {
        String[] parts = pom.split(":");
        zip.putNextEntry(
            new ZipEntry("META-INF/maven/" + parts[0] + "/" + parts[1] + "/pom.properties"));
        String text =
            "groupId=" + parts[0] + "\nartifactId=" + parts[1] + "\nversion=" + parts[2] + "\n";
        zip.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
