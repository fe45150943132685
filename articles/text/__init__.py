"""Text functions without the ORM: dates, languages, direction, sentences, slugs, HTML, plain text, similarity, diff."""
