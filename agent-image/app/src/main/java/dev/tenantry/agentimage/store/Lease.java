package dev.tenantry.agentimage.store;

import java.util.UUID;

/**
 * The right to work on a turn.
 *
 * @param turn whose
 * @param session that it belongs to
 * @param message what the person said
 * @param worker who has it: one start of one process
 * @param attempt which attempt this is; a later one takes the right away
 */
public record Lease(UUID turn, UUID session, String message, String worker, int attempt) {}
