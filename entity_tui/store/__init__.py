"""The one store: tables, queries, merge, search, audit; SQLite and PostgreSQL alike."""
