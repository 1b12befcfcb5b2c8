package callbox.server.signaling;

import callbox.call.CallStore;
import callbox.call.HistoryStore;
import callbox.call.LinkStore;
import callbox.server.account.UserStore;

/// What is kept.
public record Stores(CallStore calls, LinkStore links, HistoryStore history, UserStore users) {}
