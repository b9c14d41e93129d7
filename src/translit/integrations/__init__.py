"""The library inside other tools: spaCy, Arrow, dataframes, DuckDB, Spark."""
