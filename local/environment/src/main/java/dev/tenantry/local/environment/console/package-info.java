/** What a person sees: phases with durations, a progress line, and failures as plain sentences. */
package dev.tenantry.local.environment.console;
