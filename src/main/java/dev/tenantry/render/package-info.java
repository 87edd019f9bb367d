/**
 * A stack without an engine: records what the program would register.
 *
 * <p>{@link dev.tenantry.render.StackRecording} runs the program against the SDK's own mock engine
 * and keeps every resource with its options; {@link dev.tenantry.render.Manifests} turns a
 * recording into files for other tools. Tests and {@code tenantry render} use the same recording.
 */
package dev.tenantry.render;
