package callbox.server.store;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.FakeWorld;
import callbox.call.Invitation;
import callbox.call.Media;
import callbox.call.Switchboard;
import callbox.call.Tracks;
import callbox.call.User;
import callbox.call.UserId;
import java.nio.file.Path;
import java.time.Instant;

/// A process that places calls as fast as it can, and says which are stored, until somebody kills it.
final class KilledProcess {
    private KilledProcess() {}

    public static void main(String[] arguments) {
        FakeWorld world = new FakeWorld(Instant.parse("2026-03-01T10:00:00Z"));
        Database database = Database.sqlite(Path.of(arguments[0]));
        Switchboard switchboard = world.switchboard(new SqlCallStore(database), new SqlLinkStore(database));
        for (int number = 0;; number++) {
            User caller = world.knows(new User(new UserId("caller" + number), "Caller"));
            User callee = world.knows(new User(new UserId("callee" + number), "Callee"));
            world.online(new DeviceRef(callee.id(), new DeviceId("d")));
            Invitation wanted = new Invitation(new CallId("c" + number), callee.id(), Media.VIDEO, Tracks.NONE);
            switchboard.invite(new DeviceRef(caller.id(), new DeviceId("d")), wanted);
            System.out.println("c" + number);
        }
    }
}
