package dev.tenantry.settings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.tenantry.contract.ToolKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Settings of the contract as the JSON file that a container reads. */
public final class SettingsFile {
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new SimpleModule().addSerializer(ToolKind.class, new Label()));

  private SettingsFile() {}

  /** An enum as its label, which is what the contract writes. */
  private static final class Label extends JsonSerializer<ToolKind> {
    @Override
    public void serialize(ToolKind kind, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(kind.label());
    }
  }

  /** The file: keys in the order of the record, the same on every machine. */
  public static String of(Record settings) {
    var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    try {
      return JSON.writer(printer).writeValueAsString(settings) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + settings, e);
    }
  }

  /** What changes when the file does: a new one makes new pods. */
  public static String checksum(String file) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
