"""Files: opened plain or compressed, read line by line, written whole or not at all."""
