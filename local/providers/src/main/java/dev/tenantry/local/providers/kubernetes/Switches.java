package dev.tenantry.local.providers.kubernetes;

import java.util.Map;

/**
 * The provider's settings that change how operations behave.
 *
 * @param upsert creating adopts an object that exists
 * @param force every apply takes fields from other managers
 * @param deleteUnreachable a refresh forgets resources of a cluster that does not answer
 * @param keepUnreachable a refresh leaves such resources as they are
 */
record Switches(boolean upsert, boolean force, boolean deleteUnreachable, boolean keepUnreachable) {
  static Switches of(Settings settings, Map<String, String> environment) {
    return new Switches(
        settings.isOn("upsertExistingObjects", environment, "PULUMI_K8S_UPSERT_EXISTING_OBJECTS"),
        settings.isOn("enablePatchForce", environment, "PULUMI_K8S_ENABLE_PATCH_FORCE"),
        settings.isOn("deleteUnreachable", environment, "PULUMI_K8S_DELETE_UNREACHABLE"),
        settings.isOn("skipUpdateUnreachable", environment, "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE"));
  }
}
