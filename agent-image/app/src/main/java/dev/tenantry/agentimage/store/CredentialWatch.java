package dev.tenantry.agentimage.store;

import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.settings.SecretFile;
import dev.tenantry.agentimage.settings.SettingsFailure;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Looks whether a secret file has changed, and says so. */
public final class CredentialWatch {
  private static final int PERIOD_SECONDS = 2;

  private final SecretFile file;
  private final Runnable changed;
  private String known;

  private CredentialWatch(SecretFile file, Runnable changed) {
    this.file = file;
    this.changed = changed;
    this.known = now();
  }

  /** Watches from now on, as long as the process lives. */
  public static void of(SecretFile file, Runnable changed) {
    CredentialWatch watch = new CredentialWatch(file, changed);
    Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "credential-watch");
              thread.setDaemon(true);
              return thread;
            })
        .scheduleWithFixedDelay(watch::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    String now = now();
    if (!now.isEmpty() && !now.equals(known)) {
      known = now;
      Log.info("credential_changed", "connections are opened anew");
      changed.run();
    }
  }

  private String now() {
    try {
      return file.read();
    } catch (SettingsFailure missing) {
      return "";
    }
  }
}
