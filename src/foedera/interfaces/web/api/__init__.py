"""The record for programs: `/api/v1`, described by its OpenAPI document, and feeds and calendars to subscribe to."""
