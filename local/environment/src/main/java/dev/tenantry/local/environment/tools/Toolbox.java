package dev.tenantry.local.environment.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds every pinned tool: on PATH, else in the cache, else by building it. */
public final class Toolbox {
  private final PathSearch path;
  private final GoBuild build;

  public Toolbox(PathSearch path, GoBuild build) {
    this.path = path;
    this.build = build;
  }

  /** The tools of these sets by name; builds what is missing. */
  public Map<String, LocatedTool> locate(List<List<PinnedTool>> sets) {
    Map<String, LocatedTool> tools = new TreeMap<>();
    for (List<PinnedTool> set : sets) {
      for (LocatedTool tool : path.find(set).orElseGet(() -> built(set))) {
        tools.put(tool.name(), tool);
      }
    }
    return tools;
  }

  private List<LocatedTool> built(List<PinnedTool> set) {
    List<LocatedTool> tools = new ArrayList<>();
    for (PinnedTool tool : set) {
      Path file = build.folder(tool.recipe()).resolve(tool.name());
      tools.add(
          new LocatedTool(tool.name(), file, LocatedTool.Origin.BUILT, tool.recipe().version()));
    }
    return tools;
  }
}
