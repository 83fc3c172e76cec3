package dev.signalbox.router.core.catalog;

import dev.signalbox.router.api.ThinkingForm;
import org.jspecify.annotations.Nullable;

/**
 * How an expert can think: by itself when told, or by a sibling checkpoint that always does.
 *
 * @param form how it is told; null if it cannot be
 * @param sibling id of the expert that thinks in its place; null if there is none
 */
public record Thinks(@Nullable ThinkingForm form, @Nullable String sibling) {}
