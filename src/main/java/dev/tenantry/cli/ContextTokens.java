package dev.tenantry.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Tokens of a conversation as people write them: 4096, or 32k for 32 × 1,024. */
final class ContextTokens implements ITypeConverter<Integer> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,7})([kK]?)");

  @Override
  public Integer convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException("write tokens as 4096 or 32k, not " + text);
    }
    long tokens = Long.parseLong(form.group(1)) * (form.group(2).isEmpty() ? 1 : 1024);
    if (tokens > Integer.MAX_VALUE) {
      throw new TypeConversionException("no model holds " + text + " tokens");
    }
    return (int) tokens;
  }
}
