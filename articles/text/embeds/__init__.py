"""Addresses of other sites' videos, posts, sounds and maps in a story's text. Imports no Django.

providers.py  which addresses are recognised, and the player and the canonical address of each
places.py     the paragraphs of a text that are nothing but such an address
"""
