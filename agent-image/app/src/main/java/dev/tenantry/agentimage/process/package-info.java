/** The life of the process: start, readiness, drain, end; and its log. */
package dev.tenantry.agentimage.process;
