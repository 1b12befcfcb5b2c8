package callbox.call.simulation;

import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.User;
import callbox.call.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The people of one simulation, most with one device and some with two or three.
record Cast(List<User> users, List<DeviceRef> devices) {
    private static final List<String> NAMES = List.of("ann", "bob", "cy", "dee", "eve", "fay", "gus", "hal");

    static Cast of(RandomGenerator random) {
        int people = random.nextInt(4) == 0 ? NAMES.size() : 2 + random.nextInt(3);
        List<User> users = NAMES.stream().limit(people).map(name -> new User(new UserId(name), name)).toList();
        List<DeviceRef> devices = new ArrayList<>();
        for (User user : users) {
            int count = 1 + random.nextInt(2) + random.nextInt(2);
            for (int number = 1; number <= count; number++) {
                devices.add(new DeviceRef(user.id(), new DeviceId(user.id() + "-" + number)));
            }
        }
        return new Cast(users, List.copyOf(devices));
    }
}
