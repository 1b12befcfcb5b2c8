/// Measures how fast files of the real page go, beside the bare data channel.
///
/// - `ThroughputBench`: between two browsers of one machine, directly and through relays.
/// - `LinkBench`: over links that are long, lossy or narrow.
/// - `FileCall` and `BareChannel`: the two that are compared; `Progress`: what came in what time.
@NullMarked
package callbox.bench.files;

import org.jspecify.annotations.NullMarked;
