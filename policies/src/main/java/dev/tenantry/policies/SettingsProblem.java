package dev.tenantry.policies;

import java.util.List;

/** What a stack says of rules cannot be meant; the message holds one line for each mistake. */
public final class SettingsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsProblem(List<String> problems) {
    super(String.join("\n", problems));
  }
}
