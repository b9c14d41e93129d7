"""Files: opened plain or compressed, read by lines and records, written whole or so that a stopped run can go on."""
