package callbox.server.signaling.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What people do on their pages: mostly what one does in that state of a call, now and then something odd.
final class People {
    private static final String SOUND = ",\"tracks\":{\"audio\":true,\"camera\":false,\"screen\":false}";
    private static final String PICTURE = ",\"tracks\":{\"audio\":true,\"camera\":true,\"screen\":false}";

    private final RandomGenerator random;
    private final SimulatedServer server;
    private int calls;
    private @Nullable String link;

    People(RandomGenerator random, SimulatedServer server) {
        this.random = random;
        this.server = server;
    }

    /// The link that people join by.
    void haveLink(String id) {
        link = id;
    }

    void act(Page page) {
        View call = page.knowledge().call();
        if (call == null || random.nextInt(20) == 0) {
            begin(page);
        } else if (call.waiting()) {
            answer(page, call);
        } else if (call.here()) {
            talk(page, call);
        } else {
            elsewhere(page, call);
        }
    }

    private void begin(Page page) {
        if (link != null && random.nextInt(5) == 0) {
            move(page);
            page.ask("link.join", "", ",\"link\":\"" + link + "\"" + tracks());
            return;
        }
        List<String> others = List.copyOf(page.knowledge().people().keySet());
        if (!others.isEmpty()) {
            String to = others.get(random.nextInt(others.size()));
            String digits = Integer.toString(++calls);
            invite(page, "c_p" + "0".repeat(21 - digits.length()) + digits, to);
        }
    }

    private void invite(Page page, String call, String to) {
        String media = random.nextBoolean() ? "video" : "audio";
        page.ask("call.invite", call, ",\"to\":\"" + to + "\",\"media\":\"" + media + "\"" + tracks());
    }

    private void answer(Page page, View call) {
        switch (random.nextInt(8)) {
            case 0 -> page.ask("call.decline", call.call(), "");
            case 1, 2, 3, 4 -> page.ask("call.accept", call.call(), tracks());
            case 5 -> begin(page);
            default -> {
                // Lets it ring.
            }
        }
    }

    private void talk(Page page, View call) {
        List<String> others = call.others();
        switch (random.nextInt(8)) {
            case 0 -> page.hangUp(call.call());
            case 1, 2 -> page.ask("call.tracks", call.call(), tracks());
            case 3 -> begin(page);
            case 4 -> page.knowledge().people().keySet().stream().filter(user -> !others.contains(user)).findFirst()
                    .ifPresent(user -> invite(page, call.call(), user));
            default -> {
                if (!others.isEmpty()) {
                    speak(page, call, others.get(random.nextInt(others.size())));
                }
            }
        }
    }

    /// Who is away may be heard all the same, from device to device.
    private static void speak(Page page, View call, String to) {
        if (call.away(to)) {
            page.ask("call.hears", call.call(), ",\"from\":\"" + to + "\"");
        } else {
            page.ask("call.signal", call.call(),
                    ",\"to\":\"" + to + "\",\"epoch\":\"" + page.nextEpoch() + "\",\"ready\":true");
        }
    }

    private void elsewhere(Page page, View call) {
        if (random.nextInt(3) > 0) {
            move(page);
            page.ask("call.take", call.call(), ",\"version\":" + call.version() + tracks());
        }
    }

    private void move(Page page) {
        server.askedToMove(page.user(), String.valueOf(page.device().id()));
    }

    private String tracks() {
        return random.nextBoolean() ? SOUND : PICTURE;
    }
}
