package callbox.server.signaling;

import callbox.call.Switchboard;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the call engine and the people list of devices that come, lose their connection, and go. Thread-safe.
///
/// The engine is told in the device's mailbox, and what is so at that moment, so a late "away" never overtakes a "back".
final class Attendance {
    private static final Logger log = LoggerFactory.getLogger(Attendance.class);

    private final Devices devices;
    private final People people;
    private final Switchboard switchboard;

    Attendance(Devices devices, People people, Switchboard switchboard) {
        this.devices = devices;
        this.people = people;
        this.switchboard = switchboard;
    }

    /// In the device's mailbox; may block.
    ///
    /// @param anew with a page that was loaded since it was here last
    void came(Device device, boolean anew) {
        log.atInfo().addKeyValue("device", device.ref().device()).log("device connected");
        switchboard.deviceBack(device.ref(), anew);
        people.changed(device.ref().user());
    }

    /// The connection is closed, or about to be.
    void lost(Device device, Connection connection, Instant now) {
        if (device.release(connection, now)) {
            log.atInfo().addKeyValue("device", device.ref().device()).log("device lost its connection");
            people.left(device.ref().user(), now);
            device.mailbox().put(() -> away(device));
        }
    }

    private void away(Device device) {
        if (!device.connected()) {
            switchboard.deviceAway(device.ref());
        }
    }

    /// Ends devices whose session has waited long enough.
    void expire(Instant now) {
        for (var device : devices.all()) {
            if (device.expire(now)) {
                device.mailbox().put(() -> gone(device));
            }
        }
    }

    /// Its place in a call is the engine's affair: it may be heard there still, and comes back with a new session.
    private void gone(Device device) {
        log.atInfo().addKeyValue("device", device.ref().device()).log("device gone");
        devices.forget(device);
        people.changed(device.ref().user());
    }
}
