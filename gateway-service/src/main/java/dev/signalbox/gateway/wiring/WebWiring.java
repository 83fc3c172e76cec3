package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.account.Books;
import dev.signalbox.gateway.account.SideBooks;
import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.connection.KeepAliveReads;
import dev.signalbox.gateway.drain.UnderWay;
import dev.signalbox.gateway.feedback.RecentAnswers;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.inference.TokenCounting;
import dev.signalbox.gateway.relay.StreamProperties;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.gateway.trace.Traces;
import dev.signalbox.gateway.web.DataPlane;
import dev.signalbox.gateway.web.LimitProperties;
import dev.signalbox.gateway.web.ModelsEndpoint;
import dev.signalbox.gateway.web.OnDataPort;
import dev.signalbox.gateway.web.PlainOptions;
import dev.signalbox.gateway.web.SideLog;
import dev.signalbox.gateway.web.UnknownPath;
import dev.signalbox.router.api.Router;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The public API. */
@Configuration(proxyBeanMethods = false)
class WebWiring {
  @Bean
  DataPlane dataPlane(
      TenantDirectory tenants,
      LimitProperties limits,
      BodyBytes bodyBytes,
      Inference inference,
      TokenCounting counting,
      Books books,
      SideBooks sideBooks,
      ObjectProvider<Traces> traces,
      UnderWay underWay,
      @Value("${signalbox.feedback.longest-prompt:256KB}") DataSize longestPrompt) {
    return DataPlane.of(
        tenants,
        limits,
        bodyBytes,
        inference,
        counting,
        books,
        sideBooks,
        traces.getIfAvailable(Traces::none),
        underWay,
        longestPrompt);
  }

  @Bean
  OnDataPort onDataPort(ApplicationContext dataPort) {
    return new OnDataPort(dataPort);
  }

  @Bean
  SideLog sideLog(SideBooks books, ApplicationContext dataPort) {
    return new SideLog(books, dataPort);
  }

  @Bean
  PlainOptions plainOptions(ApplicationContext dataPort) {
    return new PlainOptions(dataPort);
  }

  @Bean
  RouterFunction<ServerResponse> models(
      TenantDirectory tenants, Router router, OnDataPort onDataPort, SideLog sideLog) {
    return RouterFunctions.nest(
        onDataPort, new ModelsEndpoint(tenants, router).routes().filter(sideLog));
  }

  @Bean
  UnknownPath unknownPath(
      ObjectProvider<RecentAnswers> recent, OnDataPort onDataPort, SideLog sideLog) {
    return new UnknownPath(recent.getIfAvailable() != null, onDataPort, sideLog);
  }

  @Bean
  NettyServerCustomizer connectionGuard(
      LimitProperties limits, StreamProperties streams, SideBooks sideBooks) {
    return server -> DataPlane.guard(server, limits, streams.slowReaderTimeout(), sideBooks);
  }

  @Bean
  NettyServerCustomizer keepAliveReads() {
    return server -> server.childObserve(new KeepAliveReads());
  }
}
