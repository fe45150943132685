"""What the templates of readers' pages (templates/public/, Jinja2) can call.

environment   the Jinja2 environment: all functions and filters by name, and how words are translated
locale        the words of readers' pages in Russian and Armenian (make messages)
fragments     partials whose HTML is cached under the values that they show
languages     the language of a page, and of an element that is not in it; numbers
sidebars      Top stories, Latest news and the sections of the navigation
time_elements, story_text, reading_time, photos, head_elements, changed_words   parts of a page that are made in Python
"""
