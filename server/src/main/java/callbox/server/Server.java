package callbox.server;

import callbox.call.CallPolicy;
import callbox.server.account.OpenAuthenticator;
import callbox.server.config.CallboxConfig;
import callbox.server.http.HttpServer;
import callbox.server.http.RequestHandler;
import callbox.server.http.StaticSite;
import callbox.server.metrics.Metrics;
import callbox.server.relay.EmbeddedRelay;
import callbox.server.relay.RelayIceServers;
import callbox.server.signaling.Ids;
import callbox.server.signaling.Signaling;
import callbox.server.signaling.Stores;
import callbox.server.store.Database;
import callbox.server.store.Pruning;
import callbox.server.store.SqlCallStore;
import callbox.server.store.SqlHistoryStore;
import callbox.server.store.SqlLinkStore;
import callbox.server.store.SqlUserStore;
import callbox.server.tls.LocalNames;
import callbox.server.tls.ServerTls;
import callbox.turn.TurnStartException;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import java.net.BindException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: wires the parts and owns the threads.
///
/// Netty's event loops carry bytes, the relay's datagrams among them, decode frames, and never block; a virtual thread per task does what may block (the store);
/// one thread ticks.
public final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /// Deadlines and the people list are looked at this often (docs/PROTOCOL.md: at most 4 batches a second).
    private static final int TICK_MS = 250;

    /// A batch of each table a minute keeps up with some 700,000 calls a day.
    private static final int PRUNE_MS = 60_000;

    /// Close frames that wait in the event loops are sent within this.
    private static final int QUIET_MS = 100;
    private static final int STOP_MS = 3000;

    private static final int MAX_LOOPS = 8;

    private static final String PAGE = "callbox/web";

    private final Database database;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tick").daemon().factory());
    private final IoEventLoopGroup eventLoops;
    private final @Nullable EmbeddedRelay relay;
    private final Signaling signaling;
    private final HttpServer http;

    private Server(CallboxConfig config, Clock clock, Database database, SslContext tls, StaticSite page,
            IoEventLoopGroup eventLoops) throws BindException {
        this.database = database;
        this.eventLoops = eventLoops;
        var stores = new Stores(new SqlCallStore(database), new SqlLinkStore(database), new SqlHistoryStore(database),
                new SqlUserStore(database));
        relay = config.relay().enabled()
                ? EmbeddedRelay.start(config.relay(), config.dataDir(), tls, eventLoops, clock)
                : null;
        var ground = new Signaling.Ground(stores, new OpenAuthenticator(stores.users(), clock),
                new RelayIceServers(relay, config, clock), Ids.random(), SteadyClock.system(), blocking);
        signaling = new Signaling(config.signaling(), policy(config), ground);
        signaling.start();
        var handlers = new RequestHandler.Factory(config.http(), page, signaling, metrics(config));
        http = HttpServer.start(eventLoops, config.http(), tls, handlers,
                Optional.ofNullable(relay).map(it -> it::streamHandler));
        var pruning = new Pruning(database);
        every(TICK_MS, signaling::tick);
        every(PRUNE_MS, () -> blocking.execute(() -> logged(() -> pruning.prune(clock.instant()))));
    }

    /// Listens when it returns. The database, the certificate and the page are made ready at the same time, and all before anything listens: who finds the relay
    /// tries the socket at once.
    ///
    /// @throws BindException when the port cannot be had
    /// @throws TurnStartException when the relay cannot start, with a sentence that says what to change
    public static Server start(CallboxConfig config, LocalNames names) throws BindException {
        var clock = Clock.systemUTC();
        var tls = meanwhile(() -> ServerTls.context(config.tls(), config.dataDir(), names, clock.instant()));
        var page = meanwhile(() -> StaticSite.fromClassPath(PAGE));
        var database = Database.sqlite(config.dataDir().resolve("callbox.db"));
        var eventLoops = new MultiThreadIoEventLoopGroup(loops(),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            return new Server(config, clock, database, result(tls), result(page), eventLoops);
        } catch (BindException | RuntimeException e) {
            // What was bound already goes with its event loop.
            eventLoops.shutdownGracefully(0, STOP_MS, TimeUnit.MILLISECONDS).syncUninterruptibly();
            database.close();
            throw e;
        }
    }

    private static <T> FutureTask<T> meanwhile(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /// The relay has a socket per address on each loop, and one loop relays far above 100,000 datagrams a second: more loops than
    /// this take memory for nothing.
    private static int loops() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MAX_LOOPS);
    }

    private Optional<Supplier<String>> metrics(CallboxConfig config) {
        if (!config.metrics().enabled()) {
            return Optional.empty();
        }
        var metrics = new Metrics(signaling);
        if (relay != null) {
            metrics.relay(relay::statistics);
        }
        return Optional.of(metrics::scrape);
    }

    private static CallPolicy policy(CallboxConfig config) {
        return CallPolicy.DEFAULT.withRing(config.call().ringTimeout());
    }

    /// A task that throws would not be repeated.
    private void every(int periodMs, Runnable task) {
        ticker.scheduleAtFixedRate(() -> logged(task), periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("a periodic task failed", e);
        }
    }

    public int port() {
        return http.port();
    }

    /// The relay, if it is enabled.
    public Optional<EmbeddedRelay> relay() {
        return Optional.ofNullable(relay);
    }

    /// Takes no more connections, tells those that are open to come back to the next process (1001), and finishes what was begun.
    @Override
    public void close() {
        http.close();
        ticker.shutdown();
        signaling.stop();
        if (relay != null) {
            relay.close();
        }
        eventLoops.shutdownGracefully(QUIET_MS, STOP_MS, TimeUnit.MILLISECONDS).syncUninterruptibly();
        blocking.close();
        database.close();
    }
}
