package dev.signalbox.gateway.feedback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How ratings are taken.
 *
 * @param dir folder in which they are kept; null to take none
 * @param recent answers that may still be rated; each has a place from the start, of some 170 bytes
 * @param promptMemory memory for the prompts of tenants that keep them
 * @param longestPrompt longest prompt that is kept; a longer one can be rated, not trained on
 * @param longestFile bytes of one tenant's file of ratings or labels
 */
@Validated
@ConfigurationProperties("signalbox.feedback")
public record FeedbackProperties(
    @Nullable Path dir,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int recent,
    @DefaultValue("64MB") DataSize promptMemory,
    @DefaultValue("256KB") DataSize longestPrompt,
    @DefaultValue("64MB") DataSize longestFile) {}
