/** What the process counts and which spans it sends; never the text of a prompt or an answer. */
package dev.tenantry.agentimage.telemetry;
