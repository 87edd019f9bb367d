package dev.tenantry.local.environment.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file. */
public final class LogTail {
  private static final int LINES = 20;
  private static final int BYTES = 64 * 1024;

  private LogTail() {}

  /** The last 20 lines, indented, under the file's name. */
  public static String of(Path log) {
    if (!Files.exists(log)) {
      return "  (no log at " + log + ")";
    }
    List<String> lines = lastBytes(log).lines().toList();
    StringBuilder text = new StringBuilder("  last lines of " + log + ":");
    for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
      text.append("\n    ").append(line);
    }
    return text.toString();
  }

  /** Whether the end of the log says that a port was taken by somebody else. */
  public static boolean showsLostPort(Path log) {
    String end = Files.exists(log) ? lastBytes(log) : "";
    return end.contains("address already in use") || end.contains("Address already in use");
  }

  private static String lastBytes(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - BYTES));
      byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(cannot read " + log + ": " + e.getMessage() + ")";
    }
  }
}
