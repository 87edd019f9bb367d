package dev.tenantry.cli;

import dev.tenantry.PolicyObjects;
import dev.tenantry.config.StackConfig;
import dev.tenantry.prove.AllowedFlows;
import dev.tenantry.prove.Flows;
import dev.tenantry.prove.Proof;
import dev.tenantry.prove.Prover;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves from a stack's network policies who can reach whom; exit code 1 if a claim fails. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = "Prove who can reach whom by a stack's network policies; no cluster needed.")
final class ProveCommand implements Callable<Integer> {
  private static final long NANOS_A_MILLISECOND = 1_000_000;

  @Mixin private StackFiles files;

  @Option(names = "--markdown", description = "Print the table alone, for a Markdown page.")
  private boolean markdown;

  @Option(names = "--time", description = "Also print how long the proof itself took.")
  private boolean time;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    StackConfig config = files.load();
    Flows flows = AllowedFlows.of(config);
    List<Map<String, Object>> objects = PolicyObjects.of(config);
    long start = System.nanoTime();
    Proof proof = Prover.prove(objects, flows);
    long milliseconds = (System.nanoTime() - start) / NANOS_A_MILLISECOND;
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      out.print(proof.table().markdown());
    } else {
      print(proof, out);
    }
    if (time) {
      out.printf("%d ms%n", milliseconds);
    }
    out.flush();
    return proof.holds() ? 0 : TenantryCommand.FAILURE;
  }

  private static void print(Proof proof, PrintWriter out) {
    List<List<String>> rows = proof.table().rows();
    Table table = new Table(rows.get(0).toArray(String[]::new));
    rows.stream().skip(1).forEach(row -> table.row(row.toArray(String[]::new)));
    out.print(table.render());
    out.println();
    proof.failures().forEach(out::println);
    out.println(proof.summary());
  }
}
