package callbox.system.browser;

/// What a page holds in memory.
///
/// @param heapBytes of JavaScript objects
/// @param bufferBytes of array buffers and the like, which are beside the heap
/// @param nodes     of all its documents, those that are in no tree among them
/// @param listeners of events
public record PageMemory(long heapBytes, long bufferBytes, int nodes, int listeners) {
}
