"""Text functions without the ORM: dates, languages, sentences, slugs, HTML, plain text, XML, similarity, diff."""
