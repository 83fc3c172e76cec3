/**
 * Reads a directory of configuration files and publishes immutable snapshots of it. Knows files,
 * schemas and revisions, and no domain type: whoever owns a kind of file binds it.
 */
@NullMarked
package dev.signalbox.config;

import org.jspecify.annotations.NullMarked;
