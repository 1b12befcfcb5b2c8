package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final ArrayList<String> done = new ArrayList<>();
    private boolean stopped;
    private final Mailbox mailbox = new Mailbox(task -> {
        if (stopped) {
            throw new RejectedExecutionException();
        }
        handedOver.add(task);
    });

    @Test
    void tasksAreDoneOneByOneInTheirOrder() {
        mailbox.put(() -> done.add("first"));
        mailbox.put(() -> done.add("second"));

        assertThat(handedOver).hasSize(1);
        handedOver.remove().run();
        assertThat(done).containsExactly("first");
        handedOver.remove().run();
        assertThat(done).containsExactly("first", "second");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void taskThatFailsDoesNotKeepTheOthers() {
        mailbox.put(() -> {
            throw new IllegalStateException("on purpose");
        });
        mailbox.put(() -> done.add("second"));

        handedOver.remove().run();
        handedOver.remove().run();

        assertThat(done).containsExactly("second");
    }

    @Test
    void whatWaitsWhenTheProcessStopsIsStillDone() {
        mailbox.put(() -> done.add("first"));
        mailbox.put(() -> done.add("second"));
        mailbox.put(() -> done.add("third"));
        stopped = true;

        handedOver.remove().run();

        assertThat(done).containsExactly("first", "second", "third");
    }
}
