"""The web desk: pages over one record, served from this machine, that work without script and without network."""
