package dev.signalbox.router.lab.fit;

import java.util.List;

/**
 * A kind of prompt before it is fitted.
 *
 * @param name the kind
 * @param classes classes of prompts that belong to it
 * @param composite what makes such a prompt hard
 * @param assumedGain E[large - small] where the training prompts of the kind have no outcomes, 0..1
 */
record KindSpec(String name, List<String> classes, Composite composite, double assumedGain) {}
