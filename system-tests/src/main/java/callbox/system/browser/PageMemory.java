package callbox.system.browser;

/// What a page holds in memory.
///
/// @param heapBytes of JavaScript objects
/// @param nodes     of all its documents, those that are in no tree among them
/// @param listeners of events
public record PageMemory(long heapBytes, int nodes, int listeners) {
}
