/** Configuration files, their schemas and revisions, published as immutable snapshots. */
@NullMarked
package dev.signalbox.config;

import org.jspecify.annotations.NullMarked;
