/** API keys and the files that hold their hashes. */
@NullMarked
package dev.signalbox.cli.tenant;

import org.jspecify.annotations.NullMarked;
