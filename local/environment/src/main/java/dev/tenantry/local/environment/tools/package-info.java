/**
 * The pinned tools: which ones, where each comes from (PATH or built from its Go module into the
 * cache folder), and the folder that puts them first on PATH. Starts none of them as a service.
 */
package dev.tenantry.local.environment.tools;
