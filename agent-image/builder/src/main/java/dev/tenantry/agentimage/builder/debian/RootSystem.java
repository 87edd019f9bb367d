package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The image's root file system as one tar, the same bytes each time: paths sorted, all owned by
 * root, times as the packages have them.
 *
 * <p>What is taken is listed, not what is left out: a newer package cannot bring a shell, a program
 * or a setuid file into the image unnoticed.
 */
public final class RootSystem {
  /** The user of every image here; the number that distroless images use for `nonroot`. */
  public static final int USER = 65532;

  private static final int FOLDER_MODE = 0755;
  private static final int SETUID_SETGID_OR_WRITABLE = 06022;
  private static final String CERTIFICATES = "usr/share/ca-certificates/";

  /** Since Debian 12 these are links into usr on every installed system. */
  private static final Pattern MERGED = Pattern.compile("(lib|lib32|lib64|libx32)(/.*)?");

  private final Distribution distribution;
  private final List<Pattern> taken;
  private final SortedMap<String, RootFile> files = new TreeMap<>();
  private final SortedMap<String, byte[]> authorities = new TreeMap<>();

  private RootSystem(Distribution distribution) {
    this.distribution = distribution;
    String libraries = "usr/lib/" + distribution.libraries() + "/";
    this.taken =
        List.of(
            // Neither the debuggers' helpers nor the converters in gconv.
            Pattern.compile(
                libraries
                    + "(?!libBroken|libc_malloc|libmemusage|libpcprofile|libthread_db|libnss_hes)"
                    + "[^/]+\\.so(\\.[^/]*)?"),
            Pattern.compile("usr/lib(64)?/ld-linux[^/]*"),
            Pattern.compile("usr/lib/locale/C\\.utf8/.*"),
            Pattern.compile("usr/lib/os-release|etc/(debian_version|protocols|services)"),
            // `localtime` leads to a file of the machine; the other two are the zones once more.
            Pattern.compile("usr/share/zoneinfo/(?!localtime|posix/|right/).*"),
            Pattern.compile("usr/share/doc/[^/]+(/copyright)?"),
            Pattern.compile("usr/share/common-licenses/.*"));
  }

  /** Puts the packages of a lock together. */
  public static RootSystem of(PackageLock lock, Function<LockedPackage, Path> files) {
    RootSystem root = new RootSystem(lock.distribution());
    for (LockedPackage item : lock.packages()) {
      Path file = files.apply(item);
      root.add(item, DebFile.control(file), DebFile.data(file));
    }
    root.addOwnFiles();
    return root;
  }

  /** The certificate authorities of the distribution as a Java key store. */
  public byte[] javaTrustStore() {
    return TrustStores.java(authorities);
  }

  /** The files' paths, without a leading slash. */
  public Iterable<String> paths() {
    return files.keySet();
  }

  private void add(LockedPackage item, DebFile.Control control, List<DebFile.Member> members) {
    if (!control.value("Package").equals(item.name())
        || !control.value("Version").equals(item.version())) {
      throw new Failure(item.pinned() + " is another package by its own control file");
    }
    Map<String, byte[]> contents = new TreeMap<>();
    for (DebFile.Member member : members) {
      TarArchiveEntry entry = member.entry();
      byte[] content = member.content();
      if (entry.isLink()) {
        content = contents.getOrDefault(merged(plain(entry.getLinkName())), new byte[0]);
      }
      String path = merged(member.path());
      contents.put(path, content);
      if (path.startsWith(CERTIFICATES) && path.endsWith(".crt")) {
        authorities.put(path.substring(CERTIFICATES.length()), content);
      }
      if (isTaken(path) && !entry.isDirectory()) {
        put(path, file(path, entry, content));
      }
    }
    // Where scanners of images without a package manager look.
    put("var/lib/dpkg/status.d/" + item.name(), RootFile.text(control.text()));
  }

  private boolean isTaken(String path) {
    return taken.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static RootFile file(String path, TarArchiveEntry entry, byte[] content) {
    long seconds = entry.getLastModifiedTime().toMillis() / 1000;
    if (entry.isSymbolicLink()) {
      String target = relative(path, entry.getLinkName());
      return new RootFile(RootFile.Kind.LINK, 0777, content, target, seconds);
    }
    if (!entry.isFile() && !entry.isLink()) {
      throw new Failure(path + " is neither a file nor a link");
    }
    int mode = entry.getMode() & 07777;
    if ((mode & SETUID_SETGID_OR_WRITABLE) != 0) {
      throw new Failure(
          path + " has mode " + Integer.toOctalString(mode) + "; no image takes such a file");
    }
    return new RootFile(RootFile.Kind.FILE, mode, content, "", seconds);
  }

  private void addOwnFiles() {
    for (String name : List.of("dev", "proc", "run", "sys")) {
      put(name, RootFile.folder(FOLDER_MODE));
    }
    files.put("tmp", RootFile.folder(01777));
    for (String name : List.of("lib", "lib64")) {
      if (files.containsKey("usr/" + name)) {
        put(name, RootFile.link("usr/" + name));
      }
    }
    put("etc/os-release", RootFile.link("../usr/lib/os-release"));
    String nonroot = "nonroot:x:" + USER + ":";
    put(
        "etc/passwd",
        RootFile.text(
            "root:x:0:0:root:/nonexistent:/nonexistent\n"
                + (nonroot + USER + ":nonroot:/nonexistent:/nonexistent\n")));
    put("etc/group", RootFile.text("root:x:0:\n" + nonroot + "\n"));
    // The C library's own order asks DNS before /etc/hosts.
    put("etc/nsswitch.conf", RootFile.text("hosts: files dns\n"));
    put("etc/ssl/certs/ca-certificates.crt", RootFile.file(TrustStores.pem(authorities)));
  }

  private void put(String path, RootFile file) {
    int slash = path.lastIndexOf('/');
    if (slash > 0 && !files.containsKey(path.substring(0, slash))) {
      put(path.substring(0, slash), RootFile.folder(FOLDER_MODE));
    }
    files.put(path, file);
  }

  /** So that the files can be looked at in any folder, and no link leads out of it. */
  private static String relative(String path, String target) {
    return target.startsWith("/")
        ? Path.of("/" + path).getParent().relativize(Path.of(target)).toString()
        : target;
  }

  private static String merged(String path) {
    return MERGED.matcher(path).matches() ? "usr/" + path : path;
  }

  private static String plain(String name) {
    return name.replaceFirst("^\\./", "");
  }

  /** Writes the tar. */
  public void write(Path file) {
    try (OutputStream output = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(output, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, RootFile> entry : files.entrySet()) {
        write(tar, entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(TarArchiveOutputStream tar, String path, RootFile file)
      throws IOException {
    TarArchiveEntry entry =
        switch (file.kind()) {
          case FILE -> new TarArchiveEntry(path);
          case FOLDER -> new TarArchiveEntry(path + "/");
          case LINK -> new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        };
    if (file.kind() == RootFile.Kind.LINK) {
      entry.setLinkName(file.link());
    }
    entry.setMode(file.mode());
    entry.setModTime(file.seconds() * 1000);
    entry.setSize(file.content().length);
    tar.putArchiveEntry(entry);
    tar.write(file.content());
    tar.closeArchiveEntry();
  }

  /** The distribution that the packages are of. */
  public Distribution distribution() {
    return distribution;
  }
}
