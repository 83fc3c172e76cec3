/** What every router keeps to, whether it stands in the same process or behind a URL. */
@NullMarked
package dev.signalbox.router.api.contract;

import org.jspecify.annotations.NullMarked;
