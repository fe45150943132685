"""Splitting of a sidebar line `headline blurb`: known_lines.py by lines seen elsewhere, rule.py by rule.

The rule asks the model of the line's language (headline_model.py). line.py prepares a line; english.py and
sentence_case.py (Russian, Armenian) name its features; word_lists_??.py hold the words of a language, weights_??.py
what bench/fit_splitting.py has learned from labelled lines. Imports no Django.
"""
