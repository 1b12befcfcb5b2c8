/// Where calls, links, call logs and users are kept: SQL, embedded SQLite for now.
///
/// - [Database] opens a file, migrates it (`db/migration`, Flyway) and gives connections (HikariCP, Jdbi).
/// - [SqlCallStore], [SqlHistoryStore] and [SqlLinkStore] are the ports of `callbox.call`; [SqlUserStore] is that of the accounts.
/// - [Pruning] takes out what is too old, a little at a time.
///
/// The SQL is a subset that SQLite and PostgreSQL share: TEXT, BIGINT, INTEGER, partial indexes, `ON CONFLICT`.
@NullMarked
package callbox.server.store;

import org.jspecify.annotations.NullMarked;
