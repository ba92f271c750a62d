"""The two stores, SQLite and PostgreSQL: connections, locks, inserts, triggers, templates."""
