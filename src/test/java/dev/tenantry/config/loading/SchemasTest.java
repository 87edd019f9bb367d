package dev.tenantry.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
  private static final Path STACKS = Path.of("stacks");

  /** Beside them lie the order of the stacks and what each says to the policy pack. */
  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(STACKS)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.equals(STACKS.resolve("rings.yaml")))
          .filter(file -> !file.endsWith("policies.json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theCheckedInSchemasAreFresh() {
    Golden.assertFileMatches(Path.of("schemas", "tenant.schema.json"), Schemas.tenant());
    Golden.assertFileMatches(Path.of("schemas", "platform.schema.json"), Schemas.platform());
  }

  @ParameterizedTest
  @MethodSource("files")
  void theSchemaAcceptsEveryExample(Path file) {
    SourceFile source = SourceFile.read(file.toString(), file, SchemasTest::refuse);
    assertThat(
            Schemas.refuses(file.toString(), YamlReader.read(source, SchemasTest::refuse).root()))
        .isFalse();
  }

  // Without the line an editor says nothing while the file is typed.
  @ParameterizedTest
  @MethodSource("files")
  void everyExampleNamesItsSchemaForTheEditor(Path file) throws IOException {
    String line = Files.readAllLines(file).get(0);
    assertThat(line).startsWith("# yaml-language-server: $schema=");
    Path schema = file.getParent().resolve(line.substring(line.indexOf('=') + 1)).normalize();
    assertThat(schema).exists();
  }

  private static void refuse(Finding finding) {
    throw new AssertionError(finding.render());
  }
}
