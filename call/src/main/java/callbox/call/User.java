package callbox.call;

/// A person as a call shows them. The name is the one of the moment when they came into the call.
public record User(UserId id, String name) {}
