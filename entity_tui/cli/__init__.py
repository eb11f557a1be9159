"""The commands: thin; parse words, call a service, print. stdout is data, stderr is narration."""
