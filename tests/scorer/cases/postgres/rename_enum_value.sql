ALTER TYPE parcel_state RENAME VALUE 'lost' TO 'missing'; -- expect: rename-enum-value
