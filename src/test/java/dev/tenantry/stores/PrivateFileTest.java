package dev.tenantry.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir private Path folder;

  @Test
  void nobodyElseCanReadItOrListItsFolder() throws IOException {
    Path path = folder.resolve("deep/er/secret");
    new PrivateFile(path).write("one");
    new PrivateFile(path).write("two");
    assertThat(path).hasContent("two");
    assertThat(mode(path)).isEqualTo("rw-------");
    assertThat(mode(path.getParent())).isEqualTo("rwx------");
    assertThat(mode(path.getParent().getParent())).isEqualTo("rwx------");
  }

  // Who watches the file must not read it again for nothing.
  @Test
  void theSameTextTouchesNothing() throws IOException {
    Path path = folder.resolve("secret");
    new PrivateFile(path).write("one");
    FileTime before = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(path, before);
    new PrivateFile(path).write("one");
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(before);
  }

  @Test
  void ofManyWhoCreateItAtOnceOneWinsAndAllGetThat() throws Exception {
    PrivateFile file = new PrivateFile(folder.resolve("secret"));
    int many = 16;
    CountDownLatch start = new CountDownLatch(many);
    List<Thread> threads =
        IntStream.range(0, many)
            .mapToObj(
                number ->
                    new Thread(
                        () -> {
                          String seen =
                              file.readOrCreate(
                                  () -> {
                                    start.countDown();
                                    await(start);
                                    return "by " + number;
                                  });
                          new PrivateFile(folder.resolve("seen-" + number)).write(seen);
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> texts = files.map(path -> new PrivateFile(path).read()).distinct().toList();
      assertThat(texts).containsExactly(file.read());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
