"""A user's project on disk: configuration, run, baseline, cache, processes, watch."""
