package dev.tenantry.config.loading;

import dev.tenantry.config.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one file.
 *
 * @param name the path from the project's root, with forward slashes
 * @param text the content; empty if it could not be used
 * @param lines the lines of the text
 */
record SourceFile(String name, String text, List<String> lines) {
  /** A tenant's file has about 1 KiB. */
  static final int MAX_BYTES = 256 * 1024;

  private static final Pattern BAD_BYTE_LINE = Pattern.compile("\\uFFFD");

  static SourceFile of(String name, String text) {
    return new SourceFile(name, text, List.of(text.split("\r\n|\r|\n", -1)));
  }

  /** Reads the file; what makes it unusable is reported, and its text is then empty. */
  static SourceFile read(String name, Path path, Consumer<Finding> out) {
    try {
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        String message = String.format("the file has %d bytes; the most is %d", size, MAX_BYTES);
        out.accept(new Finding(Rule.FILE_TOO_LARGE, name, Place.NONE, "", message, ""));
        return of(name, "");
      }
      return decode(name, Files.readAllBytes(path), out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static SourceFile decode(String name, byte[] bytes, Consumer<Finding> out) {
    String hint = "save the file as UTF-8 without a byte order mark";
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith("\uFEFF")) {
        String message = "the file starts with a byte order mark";
        out.accept(new Finding(Rule.ENCODING, name, Place.NONE, "", message, hint));
        return of(name, "");
      }
      return of(name, text);
    } catch (CharacterCodingException e) {
      // Decoding leniently shows the line; the text itself is not used any further.
      String text = new String(bytes, StandardCharsets.UTF_8);
      Matcher bad = BAD_BYTE_LINE.matcher(text);
      long line = bad.find() ? text.substring(0, bad.start()).lines().count() : 0;
      String message = "the file is not UTF-8, first near line " + Math.max(1, line);
      out.accept(new Finding(Rule.ENCODING, name, Place.NONE, "", message, hint));
      return of(name, "");
    }
  }

  /** The line with the given number from 1, or an empty text. */
  String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }
}
