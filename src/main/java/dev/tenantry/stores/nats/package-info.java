/**
 * A tenant's account in NATS: the signed tokens that make it, the connection that brings them to
 * running servers, and what KEDA needs to read a queue's depth.
 */
package dev.tenantry.stores.nats;
