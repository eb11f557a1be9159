"""Every SELECT of taxpayer data; each takes the viewer and shows nobody more than the profile."""
