package dev.tenantry.agentimage.builder.debian;

import java.nio.charset.StandardCharsets;

/**
 * One file of the root file system.
 *
 * @param mode permissions, without the kind of file
 * @param link where a symbolic link leads; empty for all else
 * @param seconds time of its last change, since 1970
 */
record RootFile(Kind kind, int mode, byte[] content, String link, long seconds) {
  /** The time of files that no package has: what Jib gives to all of its files. */
  static final long OWN_SECONDS = 1;

  private static final int FILE_MODE = 0644;
  private static final int LINK_MODE = 0777;

  /** What is there. */
  enum Kind {
    FILE,
    FOLDER,
    LINK
  }

  static RootFile folder(int mode) {
    return new RootFile(Kind.FOLDER, mode, new byte[0], "", OWN_SECONDS);
  }

  static RootFile text(String text) {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  static RootFile file(byte[] content) {
    return new RootFile(Kind.FILE, FILE_MODE, content, "", OWN_SECONDS);
  }

  static RootFile link(String target) {
    return new RootFile(Kind.LINK, LINK_MODE, new byte[0], target, OWN_SECONDS);
  }
}
