"""The pages' shell: routes with their permissions, middleware, base templates, languages, static files."""
