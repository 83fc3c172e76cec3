package dev.signalbox.gateway.wiring;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.boot.RouterConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The router in this process, unless one is reached by URL. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Router.class)
@ConditionalOnProperty(name = "signalbox.routing.url", matchIfMissing = true, havingValue = "none")
@Import(RouterConfiguration.class)
class RouterWiring {}
