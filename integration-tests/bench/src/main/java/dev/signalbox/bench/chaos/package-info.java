/** Ten bad minutes: what clients get while workers die, freeze, crawl and talk nonsense. */
@NullMarked
package dev.signalbox.bench.chaos;

import org.jspecify.annotations.NullMarked;
