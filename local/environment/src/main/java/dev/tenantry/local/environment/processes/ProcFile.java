package dev.tenantry.local.environment.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Reads the kernel's facts about processes. */
final class ProcFile {
  /** Field 22 of /proc/PID/stat, counted from field 3, the first one after the name. */
  private static final int START_TICKS = 19;

  private ProcFile() {}

  static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** When the process started; empty if there is none, or only its exit code is left (zombie). */
  static OptionalLong startTicks(long pid) {
    try {
      return parseStartTicks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong parseStartTicks(String stat) {
    // The name is in parentheses and may itself hold blanks and parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    boolean ended = fields[0].equals("Z") || fields[0].equals("X");
    return ended ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[START_TICKS]));
  }
}
