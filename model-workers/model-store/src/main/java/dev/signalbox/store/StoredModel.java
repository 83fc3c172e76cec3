package dev.signalbox.store;

import java.nio.file.Path;

/**
 * A model as {@code models list} shows it.
 *
 * @param id what users call it
 * @param title what it is; the file name for a model that the manifest does not know
 * @param bytes size of the file, or of the file to be pulled
 * @param licence SPDX id; {@code unknown} for a model that the manifest does not know
 * @param file where it is or would be
 * @param present whether it is there
 */
public record StoredModel(
    String id, String title, long bytes, String licence, Path file, boolean present) {}
