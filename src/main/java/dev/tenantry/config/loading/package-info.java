/**
 * Reads the files of a stack: one strict pass that reports every problem of every file.
 *
 * <p>The steps, one class each: {@code StackFolder} lists, {@code SourceFile} decodes, {@code
 * YamlReader} makes a tree with places, {@code StructureCheck} looks at single keys and values,
 * {@code Layers} lays files over tier presets, {@code RecordBinder} makes the records, whose own
 * rules come last. {@code Expansion} prints the result. Nothing here knows Pulumi.
 */
package dev.tenantry.config.loading;
