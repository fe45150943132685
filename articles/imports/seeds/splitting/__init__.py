"""Splitting of a sidebar line `headline blurb`: known_lines.py by lines seen elsewhere, rule.py by rule.

headline_model.py scores the rule's candidates with weights.py and word_lists.py. Imports no Django.
"""
