package dev.tenantry.local.environment.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir Path temp;

  // `clean --state $HOME` must not cost anybody their files.
  @Test
  void aFolderOfSomebodyElseIsNeverDeleted() throws IOException {
    Files.writeString(temp.resolve("letter"), "dear");
    assertThatThrownBy(() -> new StateFolder(temp).delete()).isInstanceOf(Failure.class);
    assertThat(temp.resolve("letter")).exists();
  }

  @Test
  void deletingLeavesTheTargetsOfLinksAlone() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("letter"), "dear");
    StateFolder state = new StateFolder(temp.resolve("state"));
    state.create();
    Files.createSymbolicLink(state.root().resolve("link"), outside);
    state.delete();
    assertThat(state.root()).doesNotExist();
    assertThat(outside.resolve("letter")).exists();
  }

  @Test
  void factsAreReadBackAsTheyWereWritten() {
    Settings settings = new Settings(temp.resolve("facts.properties"));
    Map<String, String> facts = Map.of("a b", "x=y: #1\\", "two", "first\nsecond", "empty", "");
    settings.write(facts);
    assertThat(settings.read()).containsExactlyInAnyOrderEntriesOf(facts);
  }

  @Test
  void onlyOneAtATimeHoldsALock() {
    Path lock = temp.resolve("lock");
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable work =
        () ->
            FolderLock.whileHeld(
                lock,
                () -> {},
                () -> {
                  most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                  holders.decrementAndGet();
                });
    CompletableFuture.allOf(
            CompletableFuture.runAsync(work),
            CompletableFuture.runAsync(work),
            CompletableFuture.runAsync(work))
        .join();
    assertThat(most).hasValue(1);
  }
}
