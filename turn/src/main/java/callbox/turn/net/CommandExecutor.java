package callbox.turn.net;

import callbox.turn.engine.Allocation;
import callbox.turn.engine.BindRequest;
import callbox.turn.engine.Command;
import callbox.turn.engine.Input;
import callbox.turn.engine.Relay;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what an engine commands. Confined to its event loop.
final class CommandExecutor {
    private static final Logger LOG = LoggerFactory.getLogger("callbox.turn.allocation");

    private final RelayLoop loop;
    private final RelayNode node;
    private final PeerStreams peers;

    CommandExecutor(RelayLoop loop, RelayNode node) {
        this.loop = loop;
        this.node = node;
        this.peers = new PeerStreams(loop, node);
    }

    void execute(List<Command> commands) {
        commands.forEach(this::execute);
    }

    private void execute(Command command) {
        switch (command) {
            case Command.Send send -> loop.send(send.to(), send.message());
            case Command.BindRelay bind -> bind(bind.request());
            case Command.OpenRelay open -> open(open.relay());
            case Command.CloseRelay close -> close(close.relay());
            case Command.ReleaseReservation release -> node.ports().release(release.token());
            case Command.ConnectPeer connect -> peers.connect(connect);
            case Command.AcceptPeer accept -> peers.accept(accept);
            case Command.RefusePeer refuse -> peers.refuse(refuse.handle());
            case Command.JoinPeer join -> peers.join(join);
            case Command.ClosePeer close -> peers.close(close.connection());
            case Command.Forward forward -> forward(forward);
            case Command.AdoptClient adopt -> node.adopted().put(adopt.client(), loop.id());
            case Command.ReleaseClient release -> node.adopted().remove(release.client(), loop.id());
            case Command.Opened opened -> log(opened.allocation());
            case Command.Ended ended -> log(ended);
        }
    }

    private void bind(BindRequest request) {
        if (request.tcp()) {
            peers.bind(request);
        } else {
            loop.on(new Input.RelayBound(request, node.ports().bind(request, loop.backend())));
        }
    }

    private void open(Relay relay) {
        switch (relay.socket()) {
            case UdpRelay udp -> {
                try {
                    udp.open(loop.eventLoop(), () -> loop.readPeers(relay, udp));
                } catch (IOException e) {
                    LOG.error("a relay port cannot be read; its allocation will expire", e);
                }
            }
            case TcpRelay tcp -> tcp.open(relay);
            default -> throw new AssertionError("no socket of ours: " + relay.socket());
        }
    }

    private static void close(Relay relay) {
        switch (relay.socket()) {
            case UdpRelay udp -> udp.close();
            case TcpRelay tcp -> tcp.close();
            default -> throw new AssertionError("no socket of ours: " + relay.socket());
        }
    }

    private void forward(Command.Forward forward) {
        StreamHandler stream = node.streams().get(forward.from());
        if (stream != null) {
            stream.awaitAnswer();
        }
        RelayLoop owner = forward.engine() < node.loops().size() ? node.loops().get(forward.engine()) : loop;
        owner.eventLoop().execute(() -> owner.on(new Input.ForwardedMessage(forward.from(), forward.message())));
    }

    private static void log(Allocation allocation) {
        LOG.info("allocation {} opened: {} at {} for {}", allocation.id(), allocation.client(),
                allocation.relays().stream().map(relay -> relay.socket().advertised()).toList(),
                allocation.credentialName());
    }

    private void log(Command.Ended ended) {
        Allocation allocation = ended.allocation();
        LOG.info("allocation {} ended: {} after {} s, {}", allocation.id(), ended.reason(),
                (node.clock().nowMs() - allocation.createdAtMs()) / 1000, allocation.traffic());
    }
}
