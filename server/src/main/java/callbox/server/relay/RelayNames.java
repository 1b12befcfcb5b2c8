package callbox.server.relay;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The name under which each device relays in its call. A name that has ended is never used again: who comes back into the same
/// call gets another one. What has expired is forgotten, so there are at most as many as devices in a credential's lifetime.
/// Thread-safe.
final class RelayNames {
    /// Enough to tell apart the names that one device has had in one call.
    private static final int SUFFIX_BYTES = 6;

    private final SecureRandom random = new SecureRandom();

    // Guarded by this.
    private final Map<DeviceRef, Named> byDevice = new LinkedHashMap<>(); // the one that was renewed longest ago first
    private final Map<CallId, Set<DeviceRef>> byCall = new HashMap<>();

    private record Named(CallId call, String name, Instant expiresAt) {}

    /// @param ended names that nobody may use any more
    record Change(String name, List<String> ended) {}

    /// The device's name in a call, now good until then. Its name in another call ends.
    synchronized Change renew(DeviceRef device, CallId call, Instant now, Instant expiresAt) {
        forgetExpired(now);
        var old = remove(device);
        var name = old != null && old.call.equals(call) ? old.name
                : call.value() + "/" + device.device().value() + "/" + suffix();
        byDevice.put(device, new Named(call, name, expiresAt));
        byCall.computeIfAbsent(call, _ -> new HashSet<>()).add(device);
        return new Change(name, old == null || old.name.equals(name) ? List.of() : List.of(old.name));
    }

    /// Takes away what a user's devices have in a call.
    ///
    /// @param but the one that keeps its own
    synchronized List<String> end(CallId call, UserId user, @Nullable DeviceId but) {
        return end(byCall.getOrDefault(call, Set.of()).stream()
                .filter(device -> device.user().equals(user) && !device.device().equals(but)).toList());
    }

    /// Takes away what all devices have in a call.
    synchronized List<String> end(CallId call) {
        return end(List.copyOf(byCall.getOrDefault(call, Set.of())));
    }

    private List<String> end(List<DeviceRef> devices) {
        var ended = new ArrayList<String>();
        for (var device : devices) {
            var named = remove(device);
            if (named != null) {
                ended.add(named.name);
            }
        }
        return ended;
    }

    private void forgetExpired(Instant now) {
        while (!byDevice.isEmpty()) {
            var oldest = byDevice.entrySet().iterator().next();
            if (now.isBefore(oldest.getValue().expiresAt)) {
                return;
            }
            remove(oldest.getKey());
        }
    }

    private @Nullable Named remove(DeviceRef device) {
        var named = byDevice.remove(device);
        if (named != null) {
            byCall.computeIfPresent(named.call, (_, devices) -> {
                devices.remove(device);
                return devices.isEmpty() ? null : devices;
            });
        }
        return named;
    }

    private String suffix() {
        var bytes = new byte[SUFFIX_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
