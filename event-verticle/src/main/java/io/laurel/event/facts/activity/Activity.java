package io.laurel.event.facts.activity;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a user.
 *
 * @param id the sender's own; the same id of the same user, type, subject and day is the same fact
 * @param type the studio's own word, such as {@code LOGIN}
 * @param subject what it was about; null for none
 * @param day the day of the game to which {@code at} belongs
 */
public record Activity(
    String id,
    String userId,
    String type,
    @Nullable String subject,
    long amount,
    Instant at,
    LocalDate day) {}
