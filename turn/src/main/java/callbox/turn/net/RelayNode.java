package callbox.turn.net;

import callbox.turn.engine.FiveTuple;
import callbox.turn.engine.TurnEngine;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the event loops of one relay share. Thread-safe.
public final class RelayNode {
    private static final Logger LOG = LoggerFactory.getLogger(RelayNode.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final TurnEngine.Shared shared;
    private final RelayPorts ports;
    private final RelayClock clock = new RelayClock();
    private final SecureRandom random = new SecureRandom();
    private final Strangers strangers = new Strangers(random.nextLong());
    private final List<RelayLoop> loops = new CopyOnWriteArrayList<>();
    /// Clients on streams, whichever event loop they are on.
    private final ConcurrentMap<FiveTuple, StreamHandler> streams = new ConcurrentHashMap<>();
    /// Five-tuples whose packets belong to an engine other than the one that receives them: clients that moved.
    private final ConcurrentMap<FiveTuple, Integer> adopted = new ConcurrentHashMap<>();

    public RelayNode(TurnEngine.Shared shared, List<RelayAddress> relayAddresses, int minPort, int maxPort) {
        this.shared = shared;
        this.ports = new RelayPorts(relayAddresses, minPort, maxPort, random);
    }

    /// The loop of an event loop, made when it is asked for first: an event loop of the embedding server gets one with
    /// the first TURN client that it accepts.
    public synchronized RelayLoop loop(EventLoop eventLoop) {
        for (RelayLoop loop : loops) {
            if (loop.eventLoop().equals(eventLoop)) {
                return loop;
            }
        }
        if (!(eventLoop instanceof IoEventLoop io) || loops.size() == TurnEngine.MAX_ENGINES) {
            throw new IllegalStateException("this event loop cannot carry a relay: " + eventLoop);
        }
        RelayLoop loop = new RelayLoop(loops.size(), io, this);
        loops.add(loop);
        return loop;
    }

    /// The loops now; their positions are their engines' numbers.
    public List<RelayLoop> loops() {
        return loops;
    }

    TurnEngine.Shared shared() {
        return shared;
    }

    RelayPorts ports() {
        return ports;
    }

    public RelayClock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    Strangers strangers() {
        return strangers;
    }

    ConcurrentMap<FiveTuple, StreamHandler> streams() {
        return streams;
    }

    ConcurrentMap<FiveTuple, Integer> adopted() {
        return adopted;
    }

    /// Ends every allocation, closes every socket of the relay and frees every port. Not to be called on an event loop.
    public void close() {
        for (RelayLoop loop : loops) {
            if (!loop.eventLoop().isShuttingDown()) {
                try {
                    loop.eventLoop().submit(loop::close).get(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    LOG.warn("an event loop of the relay did not stop in order", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
        streams.values().forEach(stream -> stream.channel().ifPresent(Channel::close));
        ports.releaseAll();
    }
}
