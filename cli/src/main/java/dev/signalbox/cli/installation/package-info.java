/** What the start script built, and how its JVMs are started. */
@NullMarked
package dev.signalbox.cli.installation;

import org.jspecify.annotations.NullMarked;
