package callbox.turn.net;

import callbox.stun.ChannelData;
import callbox.stun.DataIndication;
import callbox.stun.PacketKind;
import callbox.stun.SendIndication;
import callbox.stun.TransportAddress;
import callbox.turn.engine.Allocation;
import callbox.turn.engine.ChannelBinding;
import callbox.turn.engine.FiveTuple;
import callbox.turn.engine.Input;
import callbox.turn.engine.Relay;
import callbox.turn.engine.TurnEngine;
import callbox.turn.metrics.Drop;
import callbox.turn.metrics.Refusal;
import callbox.turn.metrics.TurnMetrics;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One event loop's relay: an engine, the sockets of its clients, and the hot path between them.
///
/// Everything here runs on the event loop, except [#eventLoop] and what is said to be callable from anywhere. Relaying a
/// datagram creates no object.
public final class RelayLoop {
    private static final long TICK_MS = 1000;

    private final int id;
    private final IoEventLoop eventLoop;
    private final RelayNode node;
    private final TurnEngine engine;
    private final TurnMetrics metrics;
    private final DatagramSlots slots = new DatagramSlots();
    private final SendQueue queue;
    private final UdpBackend backend;
    private final CommandExecutor commands;
    private final Map<TransportAddress, UdpListener> listeners = new HashMap<>();
    private final SendIndication sendIndication = new SendIndication();
    /// For indications' transaction ids, which nobody needs to be unable to guess.
    private final SplittableRandom random = new SplittableRandom();
    private final DirtyStreams dirtyStreams = new DirtyStreams();
    private final Runnable flush = this::flush;
    private boolean flushScheduled;
    private @Nullable Future<?> ticking;

    RelayLoop(int id, IoEventLoop eventLoop, RelayNode node) {
        this.id = id;
        this.eventLoop = eventLoop;
        this.node = node;
        this.metrics = node.shared().metrics();
        this.queue = new SendQueue(metrics);
        this.backend = UdpBackend.of(eventLoop, slots);
        this.engine = new TurnEngine(id, node.shared(), node.random(), node.clock().nowMs());
        this.commands = new CommandExecutor(this, node);
        this.ticking = eventLoop.scheduleAtFixedRate(() -> on(new Input.Tick()), TICK_MS, TICK_MS,
                TimeUnit.MILLISECONDS);
    }

    int id() {
        return id;
    }

    public IoEventLoop eventLoop() {
        return eventLoop;
    }

    TurnEngine engine() {
        return engine;
    }

    UdpBackend backend() {
        return backend;
    }

    /// Begins to serve UDP clients on an address; gives back the address with its port.
    ///
    /// @throws IOException if it cannot be bound
    public TransportAddress listen(TransportAddress address, boolean shared) throws IOException {
        UdpSocket socket = backend.bind(address, UdpSocket.LISTENER_BUFFER_BYTES, shared);
        UdpListener listener = new UdpListener(socket, engine.clients().udpClients(socket.local()), slots);
        listeners.put(socket.local(), listener);
        socket.open(eventLoop, () -> readClients(listener));
        return socket.local();
    }

    @Nullable
    UdpListener listener(TransportAddress server) {
        return listeners.get(server);
    }

    /// Gives the engine an input, and does what it commands.
    public void on(Input input) {
        commands.execute(engine.on(input, node.clock().nowMs()));
    }

    /// Ends every allocation and closes every socket.
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        on(new Input.Shutdown());
        flush();
        listeners.values().forEach(listener -> listener.socket().close());
        listeners.clear();
    }

    // --- from clients

    private void readClients(UdpListener listener) {
        int first = slots.takeForReceiving(queue);
        int count = listener.socket().receive(slots, first);
        slots.received(count);
        for (int slot = first; slot < first + count; slot++) {
            listener.handling(slot);
            fromClient(listener, slots.position(slot), slots.lengthBytes(slot));
        }
        flushLater();
    }

    /// A packet of a client on a stream, or one that another event loop received: it is copied to a slot first.
    void fromClient(ClientSource source, ByteBuffer packet) {
        int length = packet.remaining();
        fromClient(source, slots.copy(packet, queue), length);
        flushLater();
    }

    private void fromClient(ClientSource source, int position, int length) {
        if (length < ChannelData.HEADER_BYTES) {
            metrics.refused(Refusal.MALFORMED);
            return;
        }
        Allocation allocation = source.allocation();
        if (allocation == null && handedOver(source, position, length)) {
            return;
        }
        if (allocation != null && allocation.isMoving()) {
            commands.execute(engine.heard(allocation, source.fiveTuple()));
        }
        switch (PacketKind.of(slots.buffer().get(position))) {
            case CHANNEL_DATA -> channelData(allocation, position, length);
            case STUN -> {
                if (SendIndication.isAt(slots.buffer(), position)) {
                    sendIndication(allocation, position, length);
                } else {
                    on(new Input.ClientMessage(source.fiveTuple(), slots.buffer().slice(position, length)));
                }
            }
            case OTHER -> metrics.refused(Refusal.MALFORMED);
        }
    }

    private void channelData(@Nullable Allocation allocation, int position, int length) {
        int dataBytes = ChannelData.lengthBytes(slots.buffer(), position);
        if (dataBytes > length - ChannelData.HEADER_BYTES) {
            metrics.refused(Refusal.MALFORMED);
            return;
        }
        long now = node.clock().nowMs();
        ChannelBinding binding = allocation == null ? null
                : allocation.channel(ChannelData.channel(slots.buffer(), position), now);
        if (binding == null) {
            metrics.dropped(Drop.NO_BINDING);
            return;
        }
        toPeer(binding.relay(), position + ChannelData.HEADER_BYTES, dataBytes, binding.targetHigh(),
                binding.targetLow(),
                binding.targetPort(), now);
    }

    private void sendIndication(@Nullable Allocation allocation, int position, int length) {
        SendIndication send = sendIndication;
        if (!send.read(slots.buffer(), position, length)) {
            metrics.refused(Refusal.MALFORMED);
            return;
        }
        long now = node.clock().nowMs();
        Relay relay = allocation == null ? null
                : engine.relayTo(allocation, send.family(), send.peerHigh(), send.peerLow(), send.peerPort(), now);
        if (relay == null) {
            metrics.dropped(allocation == null ? Drop.NO_BINDING : Drop.NO_PERMISSION);
            return;
        }
        long high = relay.wireHigh(send.peerHigh(), send.peerLow());
        long low = relay.wireLow(send.peerHigh(), send.peerLow());
        if (send.dontFragment() && relay.socket() instanceof UdpRelay udp) {
            queue.flush();
            udp.socket().setDontFragment(true);
            toPeer(relay, send.dataPosition(), send.dataBytes(), high, low, send.peerPort(), now);
            queue.flush();
            udp.socket().setDontFragment(false);
        } else {
            toPeer(relay, send.dataPosition(), send.dataBytes(), high, low, send.peerPort(), now);
        }
    }

    private void toPeer(Relay relay, int position, int length, long high, long low, int port, long now) {
        Allocation allocation = relay.allocation();
        if (!allocation.takeBandwidth(length, now)) {
            metrics.dropped(Drop.BANDWIDTH);
        } else if (relay.socket() instanceof UdpRelay udp) {
            queue.add(udp.socket(), position, length, high, low, port);
            allocation.traffic().toPeer(length);
            metrics.relayedToPeer(length);
        }
    }

    /// A client that has moved here from another event loop is served there.
    private boolean handedOver(ClientSource source, int position, int length) {
        if (node.adopted().isEmpty()) {
            return false;
        }
        FiveTuple from = source.fiveTuple();
        Integer owner = node.adopted().get(from);
        if (owner == null || owner == id) {
            return false;
        }
        byte[] packet = new byte[length];
        slots.buffer().get(position, packet);
        RelayLoop other = node.loops().get(owner);
        other.eventLoop.execute(() -> other.fromClient(other.source(from), ByteBuffer.wrap(packet)));
        return true;
    }

    private ClientSource source(FiveTuple from) {
        return new ClientSource() {
            @Override
            public @Nullable Allocation allocation() {
                return engine.clients().get(from);
            }

            @Override
            public FiveTuple fiveTuple() {
                return from;
            }
        };
    }

    // --- from peers

    /// Datagrams wait at a relay.
    void readPeers(Relay relay, UdpRelay socket) {
        int first = slots.takeForReceiving(queue);
        int count = socket.socket().receive(slots, first);
        slots.received(count);
        long now = node.clock().nowMs();
        for (int slot = first; slot < first + count; slot++) {
            fromPeer(relay, socket, slot, now);
        }
        flushLater();
    }

    private void fromPeer(Relay relay, UdpRelay socket, int slot, long now) {
        long high = slots.high(slot);
        long low = slots.low(slot);
        int port = slots.port(slot);
        int length = slots.lengthBytes(slot);
        if (!relay.permits(high, low, now)) {
            metrics.dropped(Drop.NO_PERMISSION);
            return;
        }
        Allocation allocation = relay.allocation();
        if (!allocation.takeBandwidth(length, now)) {
            metrics.dropped(Drop.BANDWIDTH);
            return;
        }
        ChannelBinding binding = relay.channelTo(high, low, port, now);
        int header;
        int total;
        if (binding != null) {
            header = ChannelData.HEADER_BYTES;
            total = header + length;
            ChannelData.writeHeader(slots.buffer(), slots.position(slot) - header, binding.channel(), length);
        } else {
            header = DataIndication.headerBytes(relay.family());
            total = DataIndication.totalBytes(relay.family(), length);
            DataIndication.write(slots.buffer(), slots.position(slot) - header, relay.family(),
                    relay.nameHigh(high, low),
                    relay.nameLow(high, low), port, length, random.nextLong());
        }
        if (toClient(allocation, socket, slots.position(slot) - header, total)) {
            allocation.traffic().toClient(length);
            metrics.relayedToClient(length);
        }
    }

    private boolean toClient(Allocation allocation, UdpRelay socket, int position, int length) {
        UdpListener listener = socket.route(allocation.client(), this);
        if (listener != null) {
            queue.add(listener.socket(), position, length, socket.clientHigh(), socket.clientLow(),
                    socket.clientPort());
            return true;
        }
        StreamHandler stream = node.streams().get(allocation.client());
        return stream != null && stream.relay(slots.buffer(), position, length, dirtyStreams);
    }

    // --- to clients

    /// Sends a message to a client.
    void send(FiveTuple to, ByteBuffer message) {
        switch (to.transport()) {
            case UDP -> {
                UdpListener listener = listeners.get(to.server());
                if (listener != null) {
                    int length = message.remaining();
                    queue.add(listener.socket(), slots.copy(message, queue), length, to.client().ip().high(),
                            to.client().ip().low(), to.client().port());
                    flushLater();
                }
            }
            case TCP -> {
                StreamHandler stream = node.streams().get(to);
                if (stream != null) {
                    stream.send(message);
                }
            }
        }
    }

    /// What was queued leaves when the event loop has handled all packets that woke it.
    private void flushLater() {
        if (!flushScheduled && !(queue.isEmpty() && dirtyStreams.isEmpty())) {
            flushScheduled = true;
            eventLoop.execute(flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        queue.flush();
        dirtyStreams.flush();
    }
}
