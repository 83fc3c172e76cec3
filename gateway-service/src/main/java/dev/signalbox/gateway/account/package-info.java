/** Closes the books on an exchange: the router's report, the meters, the access log. */
@NullMarked
package dev.signalbox.gateway.account;

import org.jspecify.annotations.NullMarked;
