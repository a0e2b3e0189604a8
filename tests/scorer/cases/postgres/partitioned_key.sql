CREATE TABLE scans (
    id bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (id) -- expect: key-without-partition-column
) PARTITION BY RANGE (at);
