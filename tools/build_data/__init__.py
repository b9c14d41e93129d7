"""The data compiler: turns ``data/`` into the files under ``src/translit/data/`` (``make data``)."""
