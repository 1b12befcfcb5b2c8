package callbox.system.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// Joins two Ethernet interfaces as an impaired cable would; a process of its own, because it lives in a router's namespace.
///
/// Arguments: the interface of the client's side and the one of the network's side. Standard input: `up` or `down`, a space, and the line of an
/// [Impairment]; its end ends the process. Each direction has a thread that receives and one that sends, with a bounded queue between them.
public final class LinkEmulator {

    /// Longer than any Ethernet frame here; offloads are off.
    private static final int MAX_FRAME_BYTES = 9216;
    /// Frames under way in one direction: 4,096 of 1,500 bytes are 500 ms at 100 Mbit/s. A frame that finds the queue full is lost.
    private static final int MAX_UNDER_WAY = 4096;

    private volatile Impairment impairment = Impairment.NONE;
    private final BlockingQueue<Frame> underWay = new ArrayBlockingQueue<>(MAX_UNDER_WAY);
    private final PacketSocket from;
    private final PacketSocket to;

    private record Frame(MemorySegment bytes, long arrivalNs) {
    }

    private LinkEmulator(PacketSocket from, PacketSocket to) {
        this.from = from;
        this.to = to;
    }

    /// @param arguments client's interface, network's interface
    public static void main(String[] arguments) throws IOException {
        var client = new PacketSocket(arguments[0]);
        var network = new PacketSocket(arguments[1]);
        var up = new LinkEmulator(client, network);
        var down = new LinkEmulator(network, client);
        up.start("up");
        down.start("down");
        System.out.println("ready");
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            var direction = line.startsWith("up ") ? up : down;
            direction.impairment = Impairment.fromLine(line.substring(line.indexOf(' ') + 1));
            System.out.println("done");
        }
    }

    private void start(String name) {
        Thread.ofPlatform().daemon().name(name + "-receive").start(this::receive);
        Thread.ofPlatform().daemon().name(name + "-send").start(this::send);
    }

    private void receive() {
        MemorySegment buffer = Arena.global().allocate(MAX_FRAME_BYTES);
        var wire = new Wire(new SplittableRandom(1));
        while (true) {
            int length = from.receive(buffer);
            wire.arrival(length, System.nanoTime(), impairment)
                    .ifPresent(arrivalNs -> underWay
                            .offer(new Frame(
                                    MemorySegment.ofArray(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE)),
                                    arrivalNs)));
        }
    }

    private void send() {
        MemorySegment buffer = Arena.global().allocate(MAX_FRAME_BYTES);
        while (true) {
            try {
                Frame frame = underWay.take();
                for (long waitNs = frame.arrivalNs - System.nanoTime(); waitNs > 0; waitNs = frame.arrivalNs
                        - System.nanoTime()) {
                    LockSupport.parkNanos(waitNs);
                }
                to.send(buffer.asSlice(0, frame.bytes.byteSize()).copyFrom(frame.bytes));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
