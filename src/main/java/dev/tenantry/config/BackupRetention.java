package dev.tenantry.config;

import java.util.List;

/**
 * How long a backup is kept.
 *
 * @param days until it is deleted
 * @param lockDays for how long nobody can delete it
 */
public record BackupRetention(
    @Key(value = "Days until a backup is deleted.", min = 1, max = 365) int days,
    @Key(value = "Days in which nobody can delete a backup.", max = 90) int lockDays) {
  /** Reports a lock that is longer than the backup is kept. */
  void validate(KeyPath here, Problems out) {
    if (lockDays > days) {
      out.addBetween(
          Rule.BACKUP_LOCK,
          List.of(here.key("lockDays"), here.key("days")),
          "a backup is locked for " + lockDays + " days and deleted after " + days,
          "lower lockDays, or raise days");
    }
  }
}
