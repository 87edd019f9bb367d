package dev.tenantry.local.environment.tools;

import java.util.List;

/**
 * One `go build` call.
 *
 * @param name the start of the name of its cache folder
 * @param version the version of the Go module that is built, as go.mod has it
 * @param goModule that module's path
 * @param folder the folder under local/tools that pins it
 * @param packages what is built there
 * @param linkerFlags they stamp the version into the binary
 */
public record Recipe(
    String name,
    String version,
    String goModule,
    String folder,
    List<String> packages,
    String linkerFlags) {}
