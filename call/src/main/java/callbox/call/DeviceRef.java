package callbox.call;

/// A device together with the user who is signed in on it: who sends a command.
public record DeviceRef(UserId user, DeviceId device) {
    @Override
    public String toString() {
        return user + "/" + device;
    }
}
