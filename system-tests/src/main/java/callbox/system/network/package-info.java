/// Networks of our own: Linux network namespaces with clients behind routers, NATs, firewalls and bad links. Needs root, and leaves the machine's
/// own network alone.
///
/// - `Namespace`: one network namespace, and commands inside it.
/// - `Lab`: two clients, each behind a router of its own, and a server; what each router lets through (`Router.Mode`).
/// - `LinkEmulator`: delay, rate, queue and loss of an access link, in user space, because many kernels come without `sch_netem`.
@NullMarked
package callbox.system.network;

import org.jspecify.annotations.NullMarked;
