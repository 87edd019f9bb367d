package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.StackConfig;
import dev.tenantry.naming.Labels;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the volumes that cost money and that nobody has, and deletes claims if told to. */
@Command(
    name = "orphans",
    mixinStandardHelpOptions = true,
    description =
        "Show volume claims of a stack's tenants that no file, pod or workload has any more, and"
            + " released volumes. Deletes nothing unless told to.")
final class OrphansCommand implements Runnable {
  @Mixin private StackFiles files;

  @Option(
      names = "--delete",
      description =
          "Delete the claims: never one that a pod mounts or a workload names, nor one whose"
              + " deletionPolicy is retain. Needs --confirm.")
  private boolean delete;

  @Option(
      names = "--confirm",
      paramLabel = "COUNT",
      description = "With --delete: how many claims go, as the dry run said.")
  private Optional<Integer> confirmed = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (confirmed.isPresent() && !delete) {
      throw new CommandFailure("--confirm means nothing without --delete: nothing was deleted");
    }
    StackConfig config = files.load();
    var cluster = new ClusterReader(config.platform().cluster().context().toString());
    OrphanSearch search = search(cluster, config);
    List<Orphan> claims = search.claims(cluster.all("persistentvolumeclaims"));
    List<Orphan> all = new ArrayList<>(claims);
    all.addAll(search.volumes(cluster.all("persistentvolumes")));
    PrintWriter out = spec.commandLine().getOut();
    out.print(render(all));
    claims.stream().filter(one -> !one.mayGo()).forEach(one -> out.print(byHand(one)));
    out.flush();
    List<Orphan> going = claims.stream().filter(Orphan::mayGo).toList();
    if (delete) {
      delete(cluster, config, going);
    } else {
      out.printf(
          "dry run: nothing was deleted.%s%n",
          going.isEmpty()
              ? ""
              : " To delete "
                  + going.size()
                  + " of them: tenantry orphans "
                  + files.stack()
                  + " --delete --confirm "
                  + going.size());
    }
    out.flush();
  }

  private static OrphanSearch search(ClusterReader cluster, StackConfig config) {
    return new OrphanSearch(
        config,
        cluster.labelled("namespaces", Labels.TENANT_ID),
        cluster.all(OrphanSearch.WORKLOADS));
  }

  private static String render(List<Orphan> orphans) {
    if (orphans.isEmpty()) {
      return "no orphans\n";
    }
    var table = new Table("VOLUME OR CLAIM", "SIZE", "CLASS", "SINCE", "WHY", "KEPT BECAUSE");
    orphans.forEach(one -> one.row(table));
    return table.render();
  }

  private static String byHand(Orphan kept) {
    return String.format(
        "kept %s/%s; by hand, its data goes with it: kubectl delete pvc %s -n %s%n",
        kept.namespace(), kept.name(), kept.name(), kept.namespace());
  }

  private void delete(ClusterReader cluster, StackConfig config, List<Orphan> going) {
    if (confirmed.isEmpty() || confirmed.get() != going.size()) {
      throw new CommandFailure(
          "%d claims would be deleted, %s: nothing was deleted"
              .formatted(
                  going.size(),
                  confirmed.isEmpty()
                      ? "say so with --confirm " + going.size()
                      : "not " + confirmed.get()));
    }
    for (Orphan orphan : going) {
      JsonNode claim = orphan.object();
      // A pod may have come since; the API server itself waits for one that comes after this.
      boolean stillOne =
          search(cluster, config).claims(List.of(claim)).stream().anyMatch(Orphan::mayGo);
      String name = orphan.namespace() + "/" + orphan.name();
      if (!stillOne) {
        throw new CommandFailure(name + " is used again: it was kept, and those after it");
      }
      cluster.delete(orphan.path(), claim);
      spec.commandLine().getOut().printf("deleted %s%n", name);
      spec.commandLine().getOut().flush();
    }
  }
}
