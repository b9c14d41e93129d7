"""What a collection says: names of a column in clusters, who writes which spelling."""
