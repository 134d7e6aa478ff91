"""Pictures as SVG, and as one HTML page without script."""
