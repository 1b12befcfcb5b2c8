-- Who has been here. An open identity is a secret that only its holder has: we keep its SHA-256 in hexadecimal.
CREATE TABLE users (
    id           TEXT   NOT NULL PRIMARY KEY,
    secret_hash  TEXT   NOT NULL UNIQUE,
    name         TEXT, -- absent until the user has given one
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);

CREATE INDEX users_last_seen ON users (last_seen_at);
