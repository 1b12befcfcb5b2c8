package callbox.server.signaling.simulation;

import org.jspecify.annotations.Nullable;

/// What a browser keeps of a device when its page is gone.
final class SimulatedDevice {
    private final String name;
    private final String person;
    private final String secret;
    private @Nullable String id;
    private @Nullable String leftCall;
    private @Nullable Page page;
    private int pages;
    private boolean lostForGood;

    /// @param secret 43 characters, the same on all devices of a person
    SimulatedDevice(String name, String person, String secret) {
        this.name = name;
        this.person = person;
        this.secret = secret;
    }

    String name() {
        return name;
    }

    String person() {
        return person;
    }

    String secret() {
        return secret;
    }

    /// As the server named it; null before the first welcome.
    @Nullable
    String id() {
        return id;
    }

    void named(String as) {
        id = as;
    }

    /// A call that was hung up here while it is not known whether the server has heard of it.
    @Nullable
    String leftCall() {
        return leftCall;
    }

    void leaves(String call) {
        leftCall = call;
    }

    void hasLeft(String call) {
        if (call.equals(leftCall)) {
            leftCall = null;
        }
    }

    /// The page that is open; null when there is none.
    @Nullable
    Page page() {
        return page;
    }

    void shows(@Nullable Page next) {
        page = next;
        pages++;
    }

    /// What the request ids of the present page begin with.
    String prefix() {
        return "p" + pages;
    }

    void isLostForGood() {
        lostForGood = true;
    }

    boolean lostForGood() {
        return lostForGood;
    }

    @Override
    public String toString() {
        return name;
    }
}
