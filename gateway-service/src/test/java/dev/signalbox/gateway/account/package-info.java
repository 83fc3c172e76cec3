@NullMarked
package dev.signalbox.gateway.account;

import org.jspecify.annotations.NullMarked;
