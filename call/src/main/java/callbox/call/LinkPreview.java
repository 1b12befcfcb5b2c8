package callbox.call;

import java.util.List;

/// What a visitor sees of a link before joining.
///
/// @param joined who is in the link's call now
/// @param full whether a join would be refused for lack of a place
public record LinkPreview(Link link, List<User> joined, boolean full) {
    public LinkPreview {
        joined = List.copyOf(joined);
    }
}
