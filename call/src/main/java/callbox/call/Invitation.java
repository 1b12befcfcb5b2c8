package callbox.call;

/// What a device says when it calls somebody.
///
/// @param call chosen by the device; the id of a call that it is in asks `to` into that call
/// @param media only for a new call
/// @param tracks what the caller sends from the start; only for a new call
public record Invitation(CallId call, UserId to, Media media, Tracks tracks) {}
