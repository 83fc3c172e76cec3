package dev.signalbox.router.lab.fit;

import java.util.List;

/**
 * A kind of prompt before it is fitted.
 *
 * @param name the kind
 * @param classes classes of prompts that belong to it
 * @param composite what makes such a prompt hard
 * @param opinion what makes it hard where its meaning is known as well
 * @param assumedGain E[large - small] where the training prompts of the kind have no outcomes, 0..1
 */
record KindSpec(
    String name, List<String> classes, Composite composite, Opinion opinion, double assumedGain) {

  /**
   * Relative weights of the second opinion's parts, each in its own standard deviations.
   *
   * @param fast what the fast path says
   * @param lift embedded lift
   * @param small embedded score of small, taken off
   */
  record Opinion(double fast, double lift, double small) {}
}
