"""Where people click: read the form, call one act, show a page."""
