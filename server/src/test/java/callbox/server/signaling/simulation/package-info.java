/// Whole signaling from one seed: simulated pages and a simulated network around the real server code, in fake time.
///
/// A [Simulation] lets people do things for a while, heals the network, and asks whether all agree. Its pages ([Page]) keep the
/// client's side of docs/PROTOCOL.md; a [Wire] is a WebSocket that delays, holds back, and breaks; [SimulatedServer] runs the real
/// [callbox.server.signaling.Signaling] over a store that outlives it, lets its tasks overtake each other wherever it waits for the
/// store, and kills it at any of these points. The same seed gives the same run, in any JVM.
///
/// One WebSocket neither duplicates nor reorders, so these come as they come in life: a request that was sent twice, frames of an
/// older socket that overtake or follow those of a newer one, tasks of the server that pass each other.
///
/// One server runs at a time, and the next one begins where it ended: Callbox does not run on several machines at once yet.
@NullMarked
package callbox.server.signaling.simulation;

import org.jspecify.annotations.NullMarked;
