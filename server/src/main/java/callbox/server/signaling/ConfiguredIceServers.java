package callbox.server.signaling;

import callbox.call.CallId;
import callbox.call.DeviceRef;
import callbox.server.config.IceConfig;
import callbox.server.signaling.wire.IceServer;
import callbox.server.signaling.wire.Reply;
import org.jspecify.annotations.Nullable;

/// The servers that the configuration names, with credentials that do not run out.
public final class ConfiguredIceServers implements IceServers {
    private final Reply.Ice all;

    public ConfiguredIceServers(IceConfig config) {
        this.all = new Reply.Ice(config.servers().stream().map(ConfiguredIceServers::view).toList(), null);
    }

    @Override
    public Reply.Ice forDevice(DeviceRef device, @Nullable CallId call) {
        return all;
    }

    private static IceServer view(IceConfig.Server server) {
        return server.username().isEmpty() ? new IceServer(server.urls(), null, null)
                : new IceServer(server.urls(), server.username(), server.credential());
    }
}
