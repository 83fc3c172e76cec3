package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.features.HashedNgrams;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.PublicSets;
import dev.signalbox.router.lab.validate.SetResult;
import dev.signalbox.router.lab.validate.Validation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The card beside an artefact: what it was made of, what it reads and what it is worth. */
final class Card {
  private Card() {}

  static String of(
      List<LabelledPrompt> prompts, RouterModel model, byte[] artefact, Validation validation) {
    StringBuilder card = new StringBuilder();
    card.append(
        """
        # Router %s.%s

        Judges how much a large model would gain over a small one, the chance that the small one is good
        enough, and the category of a prompt. Made by `signalbox train --data DIR`; not written by hand.

        ## Data

        | set | prompts | with outcomes | source and commit | licence |
        |---|---|---|---|---|
        """
            .formatted(model.name(), RouterModelFile.fingerprint(artefact)));
    Map<String, List<LabelledPrompt>> sets =
        prompts.stream()
            .collect(
                Collectors.groupingBy(LabelledPrompt::source, TreeMap::new, Collectors.toList()));
    sets.forEach((set, rows) ->
        card.append(
            "| %s | %d | %d | %s | %s |%n"
                .formatted(
                    set,
                    rows.size(),
                    rows.stream().filter(LabelledPrompt::isRated).count(),
                    PublicSets.origin(set).source(),
                    PublicSets.origin(set).licence())));
    card.append(
        """

        ## What it reads

        %d buckets of words, word pairs and runs of four characters; %d surface features: %s.
        Heads: %s. The second opinion reads an embedding of %s.

        ## What it is worth

        A router of the same recipe that has not seen a quarter of the questions, on that quarter. APGR with 95%%
        intervals over the prompts; the outcomes are the means of each set's small and large models.

        """
            .formatted(
                HashedNgrams.BUCKETS,
                SurfaceFeature.COUNT,
                java.util.Arrays.stream(SurfaceFeature.values())
                    .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")),
                String.join(", ", model.heads().names()),
                validation.meaning().model()));
    card.append(SetResult.header()).append(System.lineSeparator());
    for (SetResult result : validation.quarter()) {
      card.append(result.line()).append(System.lineSeparator());
    }
    card.append(
        """

        ## Limits

        English questions of 2023 and 2024 and models of those years. Expected gain is learned from tiers of
        several models; for a pair of other models, labels of your own are worth more (`train --tenant`).
        """);
    return card.toString();
  }
}
