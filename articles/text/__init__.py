"""Text without the ORM: dates, languages, sentences, slugs, HTML (richtext), plain text, XML text, similarity, diff."""
