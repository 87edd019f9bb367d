/**
 * The queue: a NATS server in operator mode. Who may use it is decided by tokens that the main
 * program signs; this package only keeps the server running.
 */
package dev.tenantry.local.environment.queue;
