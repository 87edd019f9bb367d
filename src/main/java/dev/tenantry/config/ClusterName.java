package dev.tenantry.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GKE cluster as its kubeconfig context names it.
 *
 * <p>{@code gcloud container clusters get-credentials} writes contexts of this form, so that people
 * and the program mean the same cluster by the same word.
 *
 * @param project the cluster's project
 * @param region where it runs
 * @param name its name in the project
 */
public record ClusterName(ProjectId project, Region region, String name) {
  /** GKE's limit for names is 40 characters. */
  private static final Pattern CONTEXT =
      Pattern.compile("gke_([^_]+)_([^_]+)_([a-z]([-a-z0-9]{0,38}[a-z0-9])?)");

  /** Reads a context's name; empty if it has another form. */
  public static Optional<ClusterName> of(ContextName context) {
    Matcher matcher = CONTEXT.matcher(context.value());
    boolean right =
        matcher.matches()
            && matcher.group(1).matches(ProjectId.PATTERN)
            && matcher.group(2).matches(Region.PATTERN);
    return right
        ? Optional.of(
            new ClusterName(
                new ProjectId(matcher.group(1)), new Region(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }

  /** The full name of the resource in Google Cloud. */
  public String resource() {
    return "projects/" + project + "/locations/" + region + "/clusters/" + name;
  }
}
