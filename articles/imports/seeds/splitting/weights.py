"""The weights of the features of articles.imports.seeds.splitting.headline_model.

Fitted offline on some 1,300 labelled entries (soft-max over the places, squared
penalty on the weights, checked by ten-fold cross-validation); a positive
weight favours a blurb that begins here. A feature without a weight counts
as 0. `<20` means: fewer than 20, and not in the step before; `more`: the last step.
"""

WEIGHTS = {
    # The last word of the headline.
    "l_place": 1.91,  # a place
    "l_small": 2.08,  # a plain word in small letters
    "l_number": 2.46,  # a number
    "l_asks": 1.83,  # ends with ? or !
    "l_closes": 1.96,  # ends with a closing quote or bracket
    "l_stop": -1.95,  # ends with a full stop
    "l_infinitive": -2.34,  # `to visit`
    "l_attributive": -0.96,  # needs a noun after it: new, largest, 12th
    "l_particle": -2.64,  # a preposition that may end a headline: in, over
    "l_function": -0.44,  # another function word that may end one: says, most
    "l_possessive": -1.99,  # Armenia's, Sotheby's
    "l_place_possessive": -1.75,  # the same, of a place
    "l_adjective": 1.02,  # looks like an adjective by its ending
    "l_ing": -1.15,  # in -ing
    "l_past": -1.41,  # a sentence's verb
    "l_predicative": -1.33,  # named, elected
    "l_base": -0.91,  # a verb in its bare form that needs an object: `rout`
    "l_demonym": -1.37,  # Armenian, Turkish
    "l_title": -1.95,  # Minister, before a capital
    "l_role": -1.02,  # minister, before a capital
    "l_given": -2.17,  # a given name, before a capital
    "l_compound_head": -1.61,  # Prime, Saint, before a capital
    "l_compound_tail": 1.29,  # Church, before a capital
    # The word before the names (one; two or more) that would end the headline.
    "preposition+1": 1.10,  # `in | Gyumri`
    "preposition+2": 1.13,
    "role+1": -1.45,  # `actor | Tom Hanks`
    "attributive+1": 0.56,  # `new | Pope`
    "attributive+2": 0.16,
    "intransitive+1": -1.64,  # `resigns | Milos`
    "intransitive+2": 0.06,
    # Names in a row before the place, and after it.
    "run0|1": -0.63,
    "run0|3": 0.92,
    "run1|1": -0.53,
    "run1|2": 0.95,
    "run1|3": 0.10,
    "run2|2": 0.22,
    "run2|3": 0.91,
    "run3|1": -1.70,
    "run3|2": -0.60,
    # The first word of the blurb.
    "r_starter": 1.72,  # a sentence starter: The, In, According
    "r_starter_titled": 0.94,  # the same in a Line Of Capitals
    "r_possessive": 0.31,  # Turkey's
    "r_demonym": 0.51,  # Armenian
    "r_compound_tail": -1.12,  # Ministry, Church
    "r_capital": -0.30,  # any other word with a capital
    "r_number": -2.95,  # a number
    "r_opens_capital": 0.35,  # a quote or bracket, then a capital
    "r_opens_other": -0.80,  # a quote or bracket, then no capital
    "r_then_small": 0.98,  # the next word is in small letters and not a verb
    "r_then_tail": 0.18,  # a compound's last half follows: `World Health Organization`
    "name|place": 0.98,  # a place, after a name
    "name|given": 0.87,  # a given name, after a name
    "name|compound_tail": -2.83,  # a compound's last half, after a name
    # The blurb repeats the headline.
    "repeats_last": 2.78,  # its first word is the headline's last
    "repeats": 1.95,  # its first word is in the headline
    "repeats_inside": 1.83,  # the same, but a name comes before it: `Geert | Wilders`
    "repeats_root": 1.63,  # a word with the same first five letters is
    "repeats_second": 1.82,  # its second word, a surname, is
    # Lengths: words and characters of the headline, characters of the blurb.
    "h_words<2": -1.91,
    "h_words<3": -1.02,
    "h_words<4": -0.21,
    "h_words<5": 1.33,
    "h_words<10": 1.77,
    "h_words<12": 0.35,
    "h_words<14": -0.37,
    "h_words<17": -0.83,
    "h_wordsmore": -0.45,
    "h_chars<20": -2.02,
    "h_chars<28": 0.29,
    "h_chars<36": 1.07,
    "h_chars<70": 1.13,
    "h_chars<85": -0.53,
    "h_chars<100": -0.73,
    "h_charsmore": -0.55,
    "b_chars<20": -1.85,
    "b_chars<30": -0.69,
    "b_chars<45": 0.26,
    "b_charsmore": 0.95,
    # The shape of the headline.
    "h_no_verb": -0.68,  # no headline verb
    "h_stop_inside": -1.13,  # a sentence ends within it
    "h_strong_verb": -0.90,  # a sentence's verb or pronoun (was, had, he), counted up to two
    # The place of the finite verb in the blurb's first sentence.
    "b_verb<2": 0.85,
    "b_verb<6": 1.07,
    "b_verb<11": 0.44,
    "b_verbmore": 0.29,
    "b_no_verb": -2.77,  # it has none, nor a verb in the present
    # Glue.
    "glued_letter": 1.15,  # no space, between two letters or digits
    "glued_mark": 0.48,  # no space, after a mark
    "glued_elsewhere": -1.60,  # two letters are glued at another place
    # Leaving the line whole.
    "w_stop<60": -0.67,
    "w_stop<85": -0.83,
    "w_stop<110": 0.36,
    "w_stopmore": -0.14,
    "w_stop_present": -2.25,  # it ends with a full stop, and begins like a headline
    "w_begins_starter": 0.85,  # it begins with a sentence starter, as a blurb alone does
    "w_only_starter": 0.90,  # and has no second one
    "w_no_capital_place": 1.39,  # a blurb could begin only with a quote or number
}
