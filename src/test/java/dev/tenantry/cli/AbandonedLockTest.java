package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbandonedLockTest {
  private static final String LOCK =
      "error: the stack is currently locked by 1 lock(s). Either wait …\n"
          + "  file:///state/lock.json: created by ada@here (pid 4711) at 2026-11-21T03:35:11Z\n";
  private static final String FOREIGN =
      "  file:///state/other.json: created by bob@there (pid 4711) at 2026-11-21T03:35:11Z\n";

  @Test
  void aLockWhoseProcessHasEndedIsAbandoned() {
    assertThat(new AbandonedLock("here", pid -> false).isNamedIn(LOCK)).isTrue();
  }

  @Test
  void aLockWhoseProcessRunsIsNot() {
    assertThat(new AbandonedLock("here", pid -> pid == 4711).isNamedIn(LOCK)).isFalse();
  }

  // The pid says nothing about a process on another machine.
  @Test
  void aLockOfAnotherMachineIsNot() {
    assertThat(new AbandonedLock("here", pid -> false).isNamedIn(FOREIGN)).isFalse();
    assertThat(new AbandonedLock("here", pid -> false).isNamedIn(LOCK + FOREIGN)).isFalse();
  }

  @Test
  void theOwnersAreNamedForPeople() {
    assertThat(AbandonedLock.owners(LOCK + FOREIGN))
        .containsExactly("ada@here (pid 4711)", "bob@there (pid 4711)");
  }

  @Test
  void aMessageAboutSomethingElseNamesNoLock() {
    assertThat(new AbandonedLock("here", pid -> false).isNamedIn("error: no such stack")).isFalse();
  }
}
