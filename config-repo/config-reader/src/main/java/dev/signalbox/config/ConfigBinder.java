package dev.signalbox.config;

import java.util.List;

/**
 * An owner of some kinds of file: makes its own immutable values of them and puts them in force.
 *
 * @param <T> what it makes
 */
public interface ConfigBinder<T> {

  /**
   * Makes the values of a snapshot whose files all fit their schemas. Pure: nothing is in force
   * yet, and may never be, because another owner may reject the same snapshot.
   *
   * @param snapshot the whole configuration
   * @param problems where to add what is wrong across fields and files; one entry rejects the
   *     change, and the returned value is then dropped
   */
  T bind(ConfigSnapshot snapshot, List<ConfigProblem> problems);

  /**
   * Puts the values in force, at once and for good. Called after every owner has bound, by one
   * thread at a time; must not fail.
   */
  void commit(T bound);
}
