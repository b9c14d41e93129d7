"""What a collection says: unlisted names as proposals, who writes which spelling, the names of a column in clusters."""
