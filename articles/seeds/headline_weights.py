"""The weights of the features of articles.seeds.headline_model.

Fitted offline on some 800 labelled entries (soft-max over the places, squared
penalty on the weights, checked by eight-fold cross-validation); a positive
weight speaks for a blurb that begins here. A feature without a weight weighs
nothing. `<20` means: fewer than 20, and not in the step before; `more`: the last step.
"""

WEIGHTS = {
    # The last word of the headline.
    "l_place": 0.79,  # a place of the list
    "l_prep_object": 1.25,  # a name or number after a preposition: `in Gyumri`
    "l_small": 1.50,  # a plain word in small letters
    "l_adjective": 0.96,  # looks like an adjective by its ending
    "l_number": 1.24,  # a number
    "l_asks": 2.51,  # ends with ? or !
    "l_closes": 1.25,  # ends with a closing quote or bracket
    "l_stop": -1.52,  # ends with a full stop
    "l_function": -2.38,  # an article, preposition or conjunction that may, if seldom, end a headline: `goes on`
    "l_possessive": -1.94,  # Armenia's, Sotheby's
    "l_place_possessive": -1.81,  # the same, of a place
    "l_demonym": -1.59,  # Armenian, Turkish
    "l_title": -2.23,  # Minister, before a capital
    "l_compound_head": -1.41,  # New, Buenos, Prime, before a capital
    "l_given": -1.83,  # a given name, before a capital
    "l_verb_s": -0.34,  # a verb of headlines in -s: `wins`
    "l_infinitive": -2.04,  # `to visit`
    "l_past": -0.63,  # a sentence's verb
    "l_ing": -1.22,  # in -ing
    "date|number": -0.83,  # `July | 7`
    "function|date": -0.62,  # `on | Thursday`
    # The first word of the blurb; the first of the kinds that fits.
    "r_starter": 1.79,  # a sentence starter: The, In, According
    "r_starter_titled": 0.45,  # the same in a Line Of Capitals
    "r_title": 0.43,  # Photographer, Prime
    "r_possessive": 0.76,  # Turkey's
    "r_demonym": 0.50,  # Armenian
    "r_place": -0.06,  # a place
    "r_given": -0.41,  # a given name
    "r_surname": -0.67,  # looks like a surname
    "r_date": -0.71,  # a month or day
    "r_compound_tail": -1.14,  # Ministry, Valley
    "r_people": -1.35,  # Armenians
    "r_plural": 0.82,  # another plural: Frosts, Tickets
    "r_other": -0.09,  # any other word with a capital
    "r_number": -1.29,  # a number
    "r_opens_capital": 0.53,  # a quote or bracket, then a capital
    "r_opens_other": -0.66,  # a quote or bracket, then none
    "r_comma": -0.52,  # a comma follows it
    "r_then_capital": 0.34,  # a second capital follows
    "r_then_function": -0.30,  # a function word follows
    "r_then_small": 0.53,  # another word follows that is no verb
    # Both sides of the place.
    "small|capital": -0.54,  # `opened | Shirak`
    "number|capital": 0.53,  # `2019 | Shirak`
    "place|capital": 0.81,  # `Yerevan | Shirak`
    "surname|capital": -0.47,  # `Pashinyan | Shirak`
    "given|capital": -1.42,  # `Aram | Shirak`
    "capital|capital": -0.56,  # any other two
    "name|demonym": 1.01,  # a name, then Armenian
    "name|title": -0.73,  # a name, then President
    "name|place": 0.96,  # a name, then a place
    "name|compound_tail": -2.12,  # a name, then Ministry
    "name|given": 1.21,  # a name, then a given name
    "small|number": -1.08,  # `sensors | 14`
    "capital|number": -0.40,  # `Gyumri | 14`
    "capital|quote": -0.30,  # `Gyumri | "Our`
    # The blurb repeats the headline.
    "repeats_last": 1.84,  # its first word is the headline's last
    "repeats": 2.02,  # its first word is in the headline
    "repeats_root": 1.74,  # the first five letters of it are
    "repeats_second": 1.38,  # its second word is: a surname
    "h_doubled": -1.04,  # the headline itself says a word twice running
    # Lengths: words and characters of the headline, characters of the blurb.
    "h_words<2": -1.28,
    "h_words<3": -1.43,
    "h_words<4": -0.23,
    "h_words<5": 1.56,
    "h_words<10": 1.63,
    "h_words<12": 0.48,
    "h_words<14": -0.62,
    "h_wordsmore": -1.20,
    "h_chars<20": -1.57,
    "h_chars<28": 0.35,
    "h_chars<36": 0.81,
    "h_chars<70": 1.10,
    "h_chars<85": -0.50,
    "h_chars<100": -0.53,
    "h_charsmore": -0.76,
    "b_chars<20": -2.41,
    "b_chars<30": -0.33,
    "b_chars<45": 0.20,
    "b_charsmore": 1.44,
    # The shape of the headline.
    "h_no_verb": -1.50,  # no headline verb
    "h_colon_no_verb": -0.54,  # none, but a colon
    "h_verb_last_but_one": -0.56,  # one word alone follows the first verb
    "h_after_colon": -0.89,  # one or two words alone follow a colon
    "h_stop_inside": -0.61,  # a sentence ends within it
    "h_strong_verb": -1.81,  # a sentence's verb or pronoun (was, had, he), counted up to two
    "h_weak_verb": -1.11,  # is, are, has, said
    # The blurb's first sentence.
    "b_verb<2": 0.18,  # its finite verb is the second word
    "b_verb<6": 0.74,  # the third to sixth
    "b_verb<11": 0.28,  # the seventh to eleventh
    "b_no_verb": -2.29,  # no verb at all, not even in the present
    # Glue.
    "glued_letter": 0.93,  # no space, between two letters or digits
    "glued_mark": 0.21,  # no space, after a mark
    "glued_elsewhere": -1.12,  # two letters are glued at another place
    # Leaving the line whole.
    "w_chars<35": 0.08,  # its length
    "w_chars<60": 0.61,
    "w_chars<85": -0.42,
    "w_chars<110": 0.86,
    "w_begins_starter": 1.40,  # it begins with a sentence starter: a blurb alone
    "w_only_starter": 1.50,  # and holds no second one
    "w_ends_stop": -1.62,  # it ends with a full stop
    "w_no_capital_place": 0.76,  # a blurb could begin with a quote or number only
}
