"""One router for each kind of page; each builds plain page data and hands it to one template."""
