package dev.tenantry.config;

import dev.tenantry.contract.ToolKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One tool of a tenant, whichever of its agents call it.
 *
 * @param kind what the agents' reference image serves; empty for an image of its own
 * @param image an image of its own; empty for the reference image
 * @param seconds that one call may take
 * @param rows that one answer may have
 */
public record ToolConfig(
    @Key("What the reference image serves as this tool; instead of `image`.")
        Optional<ToolKind> kind,
    @Key(
            "An image of the tool's own, named by its digest and in one of admission.registries;"
                + " instead of `kind`. docs/agents.md says what it must do.")
        Optional<PinnedImage> image,
    @Key(value = "Seconds that one call may take.", min = 1, max = TurnConfig.SECONDS_MAX)
        int seconds,
    @Key(value = "Rows that one answer may have.", min = 1, max = 10_000) int rows) {
  /** Shorter than a turn, so that one slow tool does not use it up. */
  public static final int DEFAULT_SECONDS = 30;

  /** More than a model reads with profit. */
  public static final int DEFAULT_ROWS = 100;

  /** A tool that its tenant does not describe, if its name is one of the reference image's. */
  static Optional<ToolConfig> byName(ToolName name) {
    return kindOf(name)
        .map(
            kind ->
                new ToolConfig(Optional.of(kind), Optional.empty(), DEFAULT_SECONDS, DEFAULT_ROWS));
  }

  private static Optional<ToolKind> kindOf(ToolName name) {
    return Arrays.stream(ToolKind.values())
        .filter(kind -> kind.label().equals(name.value()))
        .findFirst();
  }

  /** With the kind that its name says, if it says neither a kind nor an image. */
  ToolConfig named(ToolName name) {
    return kind.isEmpty() && image.isEmpty()
        ? new ToolConfig(kindOf(name), image, seconds, rows)
        : this;
  }

  /** Reports a tool of which it is not clear what serves it. */
  void validate(KeyPath here, ToolName name, Problems out) {
    if (kind.isPresent() && image.isPresent()) {
      out.addBetween(
          Rule.TOOL_UNCLEAR,
          List.of(here.key("kind"), here.key("image")),
          "both kind and image are said, but one thing serves a tool",
          "keep one of them");
    } else if (named(name).kind().isEmpty() && image.isEmpty()) {
      out.add(
          Rule.TOOL_UNCLEAR,
          here,
          "neither kind nor image is said, and the name is none of "
              + Words.list(Arrays.stream(ToolKind.values()).map(ToolKind::label).toList()),
          "say kind: search or sql, or image: <registry>/<path>@sha256:<64 hex digits>");
    }
  }
}
