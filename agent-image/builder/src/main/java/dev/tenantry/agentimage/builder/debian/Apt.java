package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Command;
import dev.tenantry.agentimage.builder.Digests;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This machine's apt, used as a download client only: it installs nothing, needs no root, and
 * checks the signatures of its package sources. Its indexes are kept in a folder of ours, because
 * only root may renew the machine's own.
 */
final class Apt {
  /** {@code 'address' zlib1g_1%3a1.2.13.dfsg-1_amd64.deb 86684 SHA256:d7dd…}. */
  private static final Pattern ADDRESS =
      Pattern.compile("'[^']*' ([^_ ]+)_([^_ ]+)_[^_ ]+\\.deb \\d+ SHA256:([0-9a-f]{64})");

  private final Path folder;
  private boolean renewed;

  /**
   * Uses apt.
   *
   * @param folder where its indexes are kept
   */
  Apt(Path folder) {
    this.folder = folder;
  }

  /**
   * The version that the machine's sources offer now.
   *
   * @throws Failure if apt is not there or offers none
   */
  LockedPackage candidate(String name) {
    renew();
    Command.Answer answer = get(List.of("download", "--print-uris", name), folder);
    Matcher found = ADDRESS.matcher(answer.output());
    if (!answer.good() || !found.find()) {
      throw new Failure("no package source of this machine has " + name + ":\n" + answer.end());
    }
    String version = URLDecoder.decode(found.group(2).replace("+", "%2b"), StandardCharsets.UTF_8);
    return new LockedPackage(found.group(1), version, found.group(3));
  }

  /**
   * Downloads a package file into a folder.
   *
   * @throws Failure if apt is not there, or the sources have another file of that version or none
   */
  Path download(LockedPackage item, Path into) {
    Folders.fresh(into);
    Command.Answer answer = get(List.of("download", item.pinned()), into);
    if (!answer.good()) {
      renew();
      answer = get(List.of("download", item.pinned()), into);
    }
    List<Path> files = Folders.files(into);
    if (!answer.good() || files.size() != 1) {
      throw new Failure(
          ("the package sources of this machine no longer have " + item.pinned() + ".\n")
              + "  Take the newer ones with: make image-lock (a security update, usually), or put"
              + " the old file into a folder\n  and build with PACKAGES=<folder>. apt said:\n"
              + answer.end());
    }
    if (!Digests.of(files.get(0)).equals(item.sha256())) {
      throw new Failure(
          ("the package sources of this machine have another file as " + item.pinned())
              + (" than the lock: SHA-256 " + Digests.of(files.get(0)) + ", expected ")
              + item.sha256());
    }
    return files.get(0);
  }

  private void renew() {
    if (renewed) {
      return;
    }
    try {
      Files.createDirectories(folder.resolve("lists/partial"));
      Files.createDirectories(folder.resolve("archives/partial"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    renewed = true;
    Command.Answer answer = get(List.of("update"), folder);
    if (!answer.good()) {
      throw new Failure("apt cannot read the package sources of this machine:\n" + answer.end());
    }
  }

  private Command.Answer get(List<String> words, Path where) {
    List<String> all = new ArrayList<>(List.of("apt-get", "-q", "-o", "APT::Sandbox::User=root"));
    if (renewed) {
      option(all, "Dir::State=" + folder);
      option(all, "Dir::State::lists=" + folder.resolve("lists"));
      option(all, "Dir::Cache=" + folder);
      option(all, "Dir::State::status=/dev/null");
    }
    all.addAll(words);
    Optional<Command.Answer> answer = Command.ask(where, Map.of(), all);
    return answer.orElseThrow(
        () ->
            new Failure(
                "apt-get is not on PATH: this is no Debian or Ubuntu, and the packages of the lock"
                    + " are not in the cache.\n  Put their .deb files into a folder, under any"
                    + " names, and build with PACKAGES=<folder>;\n  or copy the cache folder"
                    + " `packages` of a machine that has built the image."));
  }

  private static void option(List<String> words, String option) {
    words.add("-o");
    words.add(option);
  }
}
