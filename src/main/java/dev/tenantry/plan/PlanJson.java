package dev.tenantry.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Optional;

/** A plan for other programs; {@code schemas/plan.schema.json} says how it looks. */
public final class PlanJson {
  /** Rises with every change that a reader of the one before would misunderstand. */
  public static final int VERSION = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(new OptionalWriter())
                  .addSerializer(new EnumWriter())
                  .addKeySerializer(Operation.class, new EnumKeyWriter()));

  private PlanJson() {}

  /** The whole plan: nothing is cut but long values. */
  public static String of(Plan plan) {
    ObjectNode document = JSON.createObjectNode().put("version", VERSION);
    document.setAll((ObjectNode) JSON.valueToTree(plan));
    return written(document);
  }

  /** Any document, indented, ended by a line feed. */
  static String written(ObjectNode document) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan is made of texts, numbers and lists", e);
    }
  }

  private static final class EnumWriter extends StdSerializer<Enum<?>> {
    private static final long serialVersionUID = 1L;

    EnumWriter() {
      super(Enum.class, false);
    }

    @Override
    public void serialize(Enum<?> value, JsonGenerator out, SerializerProvider all)
        throws IOException {
      out.writeString(PlanWords.word(value));
    }
  }

  private static final class EnumKeyWriter extends JsonSerializer<Operation> {
    @Override
    public void serialize(Operation value, JsonGenerator out, SerializerProvider all)
        throws IOException {
      out.writeFieldName(PlanWords.word(value));
    }
  }

  private static final class OptionalWriter extends StdSerializer<Optional<?>> {
    private static final long serialVersionUID = 1L;

    OptionalWriter() {
      super(Optional.class, false);
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider all)
        throws IOException {
      out.writePOJO(value.orElse(null));
    }
  }
}
