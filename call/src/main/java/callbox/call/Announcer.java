package callbox.call;

import java.util.List;

/// Tells the world. Called after the commit, on the thread of the command, with no lock held; it must not block for long.
///
/// Two announcements about one call may come in the wrong order when two threads changed it: the call's version tells, and an older view
/// is to be dropped.
public interface Announcer {
    void announce(List<CallEffect> effects);
}
