/** HTTP as the JDK serves it: routes, problems, streams of events, health and metrics. */
package dev.tenantry.agentimage.http;
