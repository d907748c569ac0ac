"""Files: facts, templates and results in JSON, YAML and Excel."""
