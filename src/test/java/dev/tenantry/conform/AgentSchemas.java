package dev.tenantry.conform;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
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
import dev.tenantry.contract.Described;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.ModelSettings;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;

/** Makes the JSON Schemas of an agent's settings from the records of the contract. */
final class AgentSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AgentSchemas() {}

  /** Where the schema of a mode is kept. */
  static Path file(Mode mode) {
    return Path.of("schemas", "agent-" + mode.label() + ".schema.json");
  }

  /** The record of a mode. */
  static Class<? extends Record> type(Mode mode) {
    return switch (mode) {
      case ORCHESTRATOR -> OrchestratorSettings.class;
      case TOOL -> ToolSettings.class;
      case WORKER -> WorkerSettings.class;
    };
  }

  /** The schema of a mode, as an independent judge reads it. */
  static JsonSchema judge(Mode mode) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(generate(mode));
  }

  /** The schema of a mode, as it is checked in. */
  static String generate(Mode mode) {
    var builder =
        new SchemaGeneratorConfigBuilder(
            JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
    builder.with(
        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.DEFINITIONS_FOR_ALL_OBJECTS);
    builder
        .forFields()
        .withIgnoreCheck(field -> !field.isFakeContainerItemScope() && described(field) == null)
        .withDescriptionResolver(
            field -> described(field) == null ? null : described(field).value())
        .withRequiredCheck(field -> described(field) != null)
        .withNumberInclusiveMinimumResolver(
            field ->
                field.getType().getErasedType() == int.class
                    ? BigDecimal.valueOf(described(field).min())
                    : null)
        .withStringPatternResolver(field -> isModelName(field) ? "\\S" : null);
    builder
        .forTypesInGeneral()
        .withPropertySorter((a, b) -> 0)
        .withCustomDefinitionProvider(AgentSchemas::words);
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(type(mode));
    schema.put("title", "Settings of an agent's container in mode " + mode.label() + ".");
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

  private static Described described(FieldScope field) {
    return field.getAnnotation(Described.class);
  }

  private static boolean isModelName(FieldScope field) {
    return field.getDeclaringType().getErasedType() == ModelSettings.class
        && field.getName().equals("name");
  }

  private static CustomDefinition words(ResolvedType type, SchemaGenerationContext context) {
    if (type.getErasedType() != ToolKind.class) {
      return null;
    }
    ObjectNode words = JSON.createObjectNode().put("type", "string");
    for (ToolKind kind : ToolKind.values()) {
      words.withArray("/enum").add(kind.label());
    }
    return new CustomDefinition(
        words, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }
}
