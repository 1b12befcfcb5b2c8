/// The call engine. Nothing in here opens a socket, starts a thread, reads a clock or knows JSON or SQL.
///
/// - A [Call] has participants; each [Participant] is in one [ParticipantState]. Values are immutable.
/// - [CallEngine] is a function: a call, a [CallEvent] and the time give a [CallOutcome]. It knows one call and no others.
/// - [Switchboard] knows the rules between calls (busy, glare, one call per user): it loads, asks the engine, commits by
///   compare-and-set, and announces. It is what the server calls.
/// - The ports are interfaces that the server implements: [CallStore], [LinkStore], [HistoryStore], [Directory], [Presence],
///   [Announcer], [IdSource].
///
/// The words are those of docs/PROTOCOL.md, and so are the codes of [Refusal] and [EndReason].
@NullMarked
package callbox.call;

import org.jspecify.annotations.NullMarked;
