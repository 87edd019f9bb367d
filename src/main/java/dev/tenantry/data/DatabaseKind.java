package dev.tenantry.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.kubernetes.CustomResourceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The definition of the kind TenantDatabase, as the resource file says it. */
final class DatabaseKind {
  private static final String FILE = "tenantdatabases.yaml";

  private DatabaseKind() {}

  @SuppressWarnings("unchecked") // our own file, and the API server checks it again
  static CustomResourceDefinition.Spec spec() {
    Map<String, Object> file = read();
    return new CustomResourceDefinition.Spec(
        (String) file.get("group"),
        (String) file.get("scope"),
        (Map<String, Object>) file.get("names"),
        (List<Map<String, Object>>) file.get("versions"));
  }

  private static Map<String, Object> read() {
    try (InputStream in = DatabaseKind.class.getResourceAsStream(FILE)) {
      return new YAMLMapper().readValue(in, new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
