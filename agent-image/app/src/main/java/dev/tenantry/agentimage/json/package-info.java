/** JSON as text, for whatever is sent, kept or logged. */
package dev.tenantry.agentimage.json;
