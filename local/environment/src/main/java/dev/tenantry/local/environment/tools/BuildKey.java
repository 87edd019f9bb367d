package dev.tenantry.local.environment.tools;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a build's cache folder by all that decides its result. */
final class BuildKey {
  static final List<String> FLAGS = List.of("go", "build", "-mod=readonly", "-trimpath");
  private static final int HEX_DIGITS = 12;

  private BuildKey() {}

  static String of(Recipe recipe, Path modules) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : List.of("go.mod", "go.sum", "main.go")) {
        Path input = modules.resolve(recipe.folder()).resolve(file);
        digest.update(Files.exists(input) ? Files.readAllBytes(input) : new byte[0]);
      }
      String rest =
          String.join(" ", FLAGS)
              + (recipe.linkerFlags() + recipe.packages())
              + (System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
      digest.update(rest.getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
      return recipe.name() + "-" + recipe.version() + "-" + hex;
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new Failure("cannot read the pins of " + recipe.name(), e);
    }
  }
}
