package callbox.server.signaling;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tasks of one device: carried out one after the other, in the order in which they came, each on the executor. Thread-safe.
final class Mailbox {
    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    /// More than the burst that the rate limit lets through. It fills only when the store hangs; then requests are refused.
    static final int CAPACITY = 256;

    private final Executor executor;
    private final Queue<Runnable> tasks = new ArrayDeque<>(); // guarded by this
    private boolean running; // guarded by this

    Mailbox(Executor executor) {
        this.executor = executor;
    }

    /// @return false when the mailbox is full
    boolean offer(Runnable task) {
        synchronized (this) {
            if (tasks.size() >= CAPACITY) {
                return false;
            }
        }
        put(task);
        return true;
    }

    /// For the few tasks that must not be lost: a connection's coming and going.
    void put(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::run);
    }

    /// One task, and then to the end of the executor's queue: a virtual thread is not preempted, and a device with many tasks must
    /// not keep those with one waiting. When the process stops the executor takes nothing more, and the rest is done here.
    private void run() {
        do {
            try {
                first().run();
            } catch (RuntimeException e) {
                log.error("a task of a device failed", e);
            }
        } while (more() && !handedOn());
    }

    private boolean handedOn() {
        try {
            executor.execute(this::run);
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    private synchronized Runnable first() {
        return tasks.remove();
    }

    private synchronized boolean more() {
        running = !tasks.isEmpty();
        return running;
    }
}
