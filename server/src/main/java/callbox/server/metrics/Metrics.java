package callbox.server.metrics;

import callbox.server.signaling.Signaling;
import callbox.turn.metrics.Drop;
import callbox.turn.metrics.Refusal;
import callbox.turn.metrics.TurnStatistics;
import callbox.turn.metrics.TurnStatistics.Traffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What an operator's graphs are drawn from, in Prometheus's text format. The set of numbers is closed: a label is a constant of
/// an enum, never a user, a call or an address.
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /// The registry asks these, and holds them so weakly that it would soon have nobody to ask.
    private final List<Object> sources = new ArrayList<>();

    public Metrics(Signaling signaling) {
        sources.add(signaling);
        Gauge.builder("callbox.connections", signaling, Signaling::connections).description("WebSockets that are open")
                .register(registry);
    }

    /// Adds what the relay counts.
    public void relay(Supplier<TurnStatistics> relay) {
        sources.add(relay);
        Gauge.builder("callbox.relay.allocations", relay, it -> it.get().allocations())
                .description("allocations alive now").register(registry);
        counter(relay, "callbox.relay.allocations.ended", "", "", TurnStatistics::allocationsEnded);
        counter(relay, "callbox.relay.bindings", "", "", TurnStatistics::bindingsAnswered);
        traffic(relay, "peer", TurnStatistics::toPeers);
        traffic(relay, "client", TurnStatistics::toClients);
        for (var reason : Refusal.values()) {
            counter(relay, "callbox.relay.refusals", "reason", word(reason),
                    statistics -> statistics.refusals().getOrDefault(reason, 0L));
        }
        for (var reason : Drop.values()) {
            counter(relay, "callbox.relay.drops", "reason", word(reason),
                    statistics -> statistics.drops().getOrDefault(reason, 0L));
        }
    }

    private interface Reading<T> {
        T of(TurnStatistics statistics);
    }

    private void traffic(Supplier<TurnStatistics> relay, String to, Reading<Traffic> reading) {
        counter(relay, "callbox.relay.datagrams", "to", to, statistics -> reading.of(statistics).datagrams());
        counter(relay, "callbox.relay.bytes", "to", to, statistics -> reading.of(statistics).bytes());
    }

    private void counter(Supplier<TurnStatistics> relay, String name, String label, String value,
            Reading<Long> reading) {
        var builder = FunctionCounter.builder(name, relay, it -> reading.of(it.get()));
        (label.isEmpty() ? builder : builder.tag(label, value)).register(registry);
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Everything as it is now.
    public String scrape() {
        return registry.scrape();
    }
}
