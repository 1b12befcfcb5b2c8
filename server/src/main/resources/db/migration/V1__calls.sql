-- One SQL subset for SQLite and PostgreSQL. Instants are milliseconds since the epoch; flags are 0 or 1.
-- Session descriptions and ICE candidates are never stored.

-- A call, live and afterwards: the row is the call. It is changed by compare-and-set on `version`.
CREATE TABLE call (
    id           TEXT   NOT NULL PRIMARY KEY,
    version      BIGINT NOT NULL,
    media        TEXT   NOT NULL,
    link_id      TEXT,
    participants TEXT   NOT NULL, -- JSON, see ParticipantsJson
    created_at   BIGINT NOT NULL,
    answered_at  BIGINT,
    ended_at     BIGINT,
    end_reason   TEXT,
    deadline     BIGINT
);

-- A link has one live call.
CREATE UNIQUE INDEX call_live_link ON call (link_id) WHERE ended_at IS NULL;
CREATE INDEX call_live ON call (id) WHERE ended_at IS NULL;
CREATE INDEX call_deadline ON call (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX call_ended ON call (ended_at) WHERE ended_at IS NOT NULL;

-- A user has one line: the primary key is what keeps two threads, or two nodes, from putting somebody into two calls.
CREATE TABLE line (
    user_id TEXT NOT NULL PRIMARY KEY,
    call_id TEXT NOT NULL REFERENCES call (id)
);

CREATE INDEX line_call ON line (call_id);

-- The call log of each user, as it was when the user's part ended.
CREATE TABLE history (
    user_id     TEXT    NOT NULL,
    call_id     TEXT    NOT NULL,
    media       TEXT    NOT NULL,
    direction   TEXT    NOT NULL,
    companions  TEXT    NOT NULL, -- JSON, see CompanionsJson
    created_at  BIGINT  NOT NULL,
    answered_at BIGINT,
    ended_at    BIGINT  NOT NULL,
    reason      TEXT    NOT NULL,
    missed      INTEGER NOT NULL,
    seen        INTEGER NOT NULL,
    PRIMARY KEY (user_id, call_id)
);

CREATE INDEX history_newest ON history (user_id, ended_at, call_id);
CREATE INDEX history_unseen ON history (user_id) WHERE missed = 1 AND seen = 0;
CREATE INDEX history_ended ON history (ended_at);

CREATE TABLE link (
    id         TEXT   NOT NULL PRIMARY KEY,
    media      TEXT   NOT NULL,
    owner_id   TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT NOT NULL
);

CREATE INDEX link_used ON link (used_at);
