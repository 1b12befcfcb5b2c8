package callbox.call.simulation;

import callbox.call.CallReply;
import callbox.call.DeviceRef;
import callbox.call.Switchboard;
import java.util.function.Function;
import java.util.function.Supplier;

/// A command on its way to the switchboard.
record Sent(DeviceRef by, Supplier<String> text, Function<Switchboard, CallReply> command) {}
