"""The weights of the features of English lines (english.py).

First fitted on some 1,300 labelled entries, then with bench/fit_splitting.py on Title Case (soft-max, squared
penalty on the weights, checked by ten-fold cross-validation); a positive
weight favours a blurb that begins here. A feature without a weight counts
as 0. `<20` means: fewer than 20, and not in the step before; `more`: the last step.
"""

WEIGHTS = {
    # The last word of the headline.
    "l_place": 1.90,  # a place
    "l_small": 2.08,  # a plain word in small letters
    "l_number": 2.29,  # a number
    "l_asks": 2.19,  # ends with ? or !
    "l_closes": 2.03,  # ends with a closing quote or bracket
    "l_stop": -2.20,  # ends with a full stop
    "l_infinitive": -2.38,  # `to visit`
    "l_attributive": -0.91,  # needs a noun after it: new, largest, 12th
    "l_particle": -2.70,  # a preposition that may end a headline: in, over
    "l_function": -0.52,  # another function word that may end one: says, most
    "l_possessive": -2.03,  # Armenia's, Sotheby's
    "l_place_possessive": -1.79,  # the same, of a place
    "l_adjective": 0.98,  # looks like an adjective by its ending
    "l_ing": -0.96,  # in -ing
    "l_past": -1.37,  # a sentence's verb
    "l_predicative": -1.34,  # named, elected
    "l_base": -0.73,  # a verb in its bare form that needs an object: `rout`
    "l_demonym": -1.41,  # Armenian, Turkish
    "l_title": -1.96,  # Minister, before a capital
    "l_role": -1.06,  # minister, before a capital
    "l_given": -2.21,  # a given name, before a capital
    "l_compound_head": -1.61,  # Prime, Saint, before a capital
    "l_compound_tail": 1.35,  # Church, before a capital
    # The word before the names (one; two or more) that would end the headline.
    "preposition+1": 1.10,  # `in | Gyumri`
    "preposition+2": 1.12,
    "role+1": -1.47,  # `actor | Tom Hanks`
    "attributive+1": 0.62,  # `new | Pope`
    "attributive+2": 0.13,
    "intransitive+1": -1.37,  # `resigns | Milos`
    "intransitive+2": 0.06,
    # Names in a row before the place, and after it.
    "run0|1": -0.67,
    "run0|3": 0.78,
    "run1|1": -0.53,
    "run1|2": 0.80,
    "run1|3": 0.45,
    "run2|2": -0.42,
    "run2|3": 0.87,
    "run3|1": -1.16,
    "run3|2": -0.70,
    # The first word of the blurb.
    "r_starter": 1.76,  # a sentence starter: The, In, According
    "r_starter_titled": 0.93,  # the same in a Line Of Capitals
    "r_possessive": 0.31,  # Turkey's
    "r_demonym": 0.58,  # Armenian
    "r_compound_tail": -1.18,  # Ministry, Church
    "r_capital": -0.31,  # any other word with a capital
    "r_number": -2.84,  # a number
    "r_opens_capital": 0.24,  # a quote or bracket, then a capital
    "r_opens_other": -0.93,  # a quote or bracket, then no capital
    "r_then_small": 1.04,  # the next word is in small letters and not a verb
    "r_then_tail": 0.23,  # a compound's last half follows: `World Health Organization`
    "name|place": 1.06,  # a place, after a name
    "name|given": 0.45,  # a given name, after a name
    "name|compound_tail": -2.91,  # a compound's last half, after a name
    # The blurb repeats the headline.
    "repeats_last": 2.84,  # its first word is the headline's last
    "repeats": 2.02,  # its first word is in the headline
    "repeats_inside": 1.92,  # the same, but a name comes before it: `Geert | Wilders`
    "repeats_root": 1.63,  # a word with the same first five letters is
    "repeats_second": 1.78,  # its second word, a surname, is
    # Lengths: words and characters of the headline, characters of the blurb.
    "h_words<2": -1.92,
    "h_words<3": -1.07,
    "h_words<4": -0.18,
    "h_words<5": 1.33,
    "h_words<10": 1.79,
    "h_words<12": 0.41,
    "h_words<14": -0.32,
    "h_words<17": -0.81,
    "h_wordsmore": -0.48,
    "h_chars<20": -2.03,
    "h_chars<28": 0.25,
    "h_chars<36": 1.05,
    "h_chars<70": 1.21,
    "h_chars<85": -0.56,
    "h_chars<100": -0.56,
    "h_charsmore": -0.57,
    "b_chars<20": -1.91,
    "b_chars<30": -0.57,
    "b_chars<45": 0.33,
    "b_charsmore": 0.94,
    # The shape of the headline.
    "h_no_verb": -0.63,  # no headline verb
    "h_stop_inside": -1.24,  # a sentence ends within it
    "h_strong_verb": -0.88,  # a sentence's verb or pronoun (was, had, he), counted up to two
    # The place of the finite verb in the blurb's first sentence.
    "b_verb<2": 0.97,
    "b_verb<6": 1.06,
    "b_verb<11": 0.39,
    "b_verbmore": 0.31,
    "b_no_verb": -2.82,  # it has none, nor a verb in the present
    # Glue.
    "glued_letter": 1.28,  # no space, between two letters or digits
    "glued_mark": 0.50,  # no space, after a mark
    "glued_elsewhere": -1.59,  # two letters are glued at another place
    # Leaving the line whole.
    "w_stop<60": -0.93,
    "w_stop<85": -0.91,
    "w_stop<110": 0.35,
    "w_stopmore": -0.13,
    "w_stop_present": -2.28,  # it ends with a full stop, and begins like a headline
    "w_begins_starter": 0.92,  # it begins with a sentence starter, as a blurb alone does
    "w_only_starter": 1.12,  # and has no second one
    "w_no_capital_place": 1.37,  # a blurb could begin only with a quote or number
    "run0|2": -0.77,
    "run2|1": 0.28,
    "run3|3": -0.09,
    "t_acronym><2": 0.95,
    "t_acronym><3": -0.84,
    "t_acronym|acronym": 0.64,
    "t_acronym|compound_head": -0.78,
    "t_acronym|compound_tail": 1.33,
    "t_acronym|number": 2.65,
    "t_acronym|other": 0.33,
    "t_acronym|title": -2.23,
    "t_acronym|verb_S": -0.15,
    "t_adverb|other": 2.26,
    "t_adverb|place": -0.55,
    "t_attributive+1": -0.55,
    "t_attributive|compound_tail": 1.88,
    "t_attributive|other": -0.08,
    "t_attributive|plural": -0.85,
    "t_b_chars<20": -0.53,
    "t_b_chars<30": 0.46,
    "t_b_no_verb": -0.57,
    "t_b_verb<11": -0.29,
    "t_b_verb<2": 0.27,
    "t_b_verb<6": 0.24,
    "t_closes|verb_S": -1.19,
    "t_compound_head><2": 0.83,
    "t_compound_head><3": 0.45,
    "t_compound_head><4": 0.69,
    "t_compound_head|compound_head": -1.63,
    "t_compound_head|compound_tail": -0.26,
    "t_compound_head|demonym": -1.34,
    "t_compound_head|given": 2.09,
    "t_compound_head|other": 0.50,
    "t_compound_head|plural": 0.15,
    "t_compound_head|starter": 0.63,
    "t_compound_head|verb_S": -0.21,
    "t_compound_tail><2": -0.34,
    "t_compound_tail><3": 0.68,
    "t_compound_tail><4": -0.59,
    "t_compound_tail>more": -0.24,
    "t_compound_tail|compound_head": 0.17,
    "t_compound_tail|compound_tail": -0.65,
    "t_compound_tail|demonym": 0.72,
    "t_compound_tail|opens": -1.73,
    "t_compound_tail|other": 1.77,
    "t_compound_tail|place": 1.99,
    "t_compound_tail|plural": 0.69,
    "t_compound_tail|starter": -0.47,
    "t_compound_tail|title": -0.15,
    "t_compound_tail|verb_S": -0.08,
    "t_demonym><2": 0.60,
    "t_demonym><4": -0.36,
    "t_demonym>more": 0.14,
    "t_demonym|compound_head": -0.14,
    "t_demonym|compound_tail": -0.26,
    "t_demonym|demonym": -0.24,
    "t_demonym|other": -0.64,
    "t_demonym|plural": 0.39,
    "t_demonym|title": -0.15,
    "t_given><4": -0.54,
    "t_given>more": 1.32,
    "t_given|other": -0.68,
    "t_given|plural": 1.06,
    "t_given|possessive": -1.35,
    "t_glued_letter": 0.61,
    "t_h_chars<100": 2.07,
    "t_h_chars<20": -0.13,
    "t_h_chars<28": -0.26,
    "t_h_chars<36": -0.15,
    "t_h_chars<70": 0.31,
    "t_h_words<10": 0.09,
    "t_h_words<12": -0.32,
    "t_h_words<14": 0.85,
    "t_h_words<17": 0.37,
    "t_h_words<4": -0.21,
    "t_h_words<5": -0.09,
    "t_l_adjective": -0.31,
    "t_l_asks": 0.18,
    "t_l_attributive": 0.41,
    "t_l_closes": -0.97,
    "t_l_compound_head": 0.32,
    "t_l_compound_tail": 0.43,
    "t_l_demonym": -0.16,
    "t_l_function": -0.56,
    "t_l_number": -0.22,
    "t_l_particle": -0.15,
    "t_l_place": -0.13,
    "t_l_place_possessive": -0.10,
    "t_l_possessive": -0.10,
    "t_l_role": -0.75,
    "t_l_small": -0.38,
    "t_l_stop": -0.46,
    "t_l_title": -0.11,
    "t_l_verb": -0.25,
    "t_number><2": -0.94,
    "t_number><3": 2.99,
    "t_number><4": 1.97,
    "t_number|demonym": 0.47,
    "t_number|given": -0.86,
    "t_number|other": -0.84,
    "t_number|plural": -0.98,
    "t_number|starter": 1.64,
    "t_number|title": 1.61,
    "t_opens><2": -0.51,
    "t_opens><4": 0.68,
    "t_other><2": -0.25,
    "t_other><3": -0.26,
    "t_other><4": -0.28,
    "t_other>more": -0.18,
    "t_other|acronym": 0.87,
    "t_other|compound_head": 0.12,
    "t_other|compound_tail": -0.24,
    "t_other|demonym": 0.72,
    "t_other|given": 0.11,
    "t_other|number": 0.30,
    "t_other|opens": 0.68,
    "t_other|other": -0.44,
    "t_other|place": 1.35,
    "t_other|plural": -0.64,
    "t_other|possessive": 1.41,
    "t_other|title": 1.10,
    "t_particle|acronym": -0.09,
    "t_particle|demonym": -0.51,
    "t_particle|number": -0.08,
    "t_particle|other": -0.06,
    "t_particle|place": -0.22,
    "t_particle|plural": -0.10,
    "t_particle|starter": -0.46,
    "t_place><2": 0.55,
    "t_place><3": 1.22,
    "t_place>more": -0.31,
    "t_place|compound_head": 0.94,
    "t_place|compound_tail": -0.70,
    "t_place|demonym": 0.98,
    "t_place|given": 0.32,
    "t_place|number": 0.68,
    "t_place|other": -0.39,
    "t_place|place": 0.87,
    "t_place|plural": -0.37,
    "t_place|starter": 0.09,
    "t_place|title": 0.58,
    "t_place|verb_S": -0.36,
    "t_plural><2": 0.77,
    "t_plural><3": -0.88,
    "t_plural><4": -0.19,
    "t_plural>more": -0.31,
    "t_plural|compound_head": 2.50,
    "t_plural|compound_tail": -0.23,
    "t_plural|demonym": -0.21,
    "t_plural|given": 2.74,
    "t_plural|number": 1.31,
    "t_plural|other": 0.20,
    "t_plural|place": 0.89,
    "t_plural|plural": 0.43,
    "t_plural|starter": -0.24,
    "t_plural|title": 2.16,
    "t_possessive><2": 0.33,
    "t_possessive><4": 0.67,
    "t_possessive|given": -0.47,
    "t_possessive|other": -0.05,
    "t_possessive|starter": -0.29,
    "t_preposition+2": -0.19,
    "t_r_capital": -0.06,
    "t_r_compound_tail": -0.18,
    "t_r_demonym": 0.10,
    "t_r_in_title": -0.27,
    "t_r_in_title_small": -0.74,
    "t_r_number": 0.52,
    "t_r_opens_capital": -1.52,
    "t_r_possessive": 0.32,
    "t_r_starter_titled": -0.05,
    "t_r_then_small": 0.07,
    "t_r_then_tail": 0.11,
    "t_repeats_inside": 0.62,
    "t_repeats_last": 0.20,
    "t_repeats_second": 0.20,
    "t_role+1": -0.07,
    "t_small_after<2": 0.21,
    "t_small_after<3": 0.21,
    "t_small_after<5": -0.09,
    "t_small_after<6": -0.25,
    "t_small_aftermore": -0.21,
    "t_small_before<2": -0.30,
    "t_small|compound_tail": -0.05,
    "t_small|given": -1.30,
    "t_small|number": -0.16,
    "t_small|place": -0.13,
    "t_starter><2": 0.75,
    "t_starter><3": 0.69,
    "t_starter><4": -0.91,
    "t_starter>more": -0.36,
    "t_starter_later": -0.91,
    "t_stop|plural": 0.53,
    "t_stop|starter": -0.46,
    "t_then_content": 0.57,
    "t_then_finite": 0.27,
    "t_then_function": 0.12,
    "t_then_verb": 0.45,
    "t_title><2": 0.55,
    "t_title><3": 0.10,
    "t_title><4": 1.60,
    "t_title>more": -0.08,
    "t_title|given": -0.93,
    "t_title|opens": 1.17,
    "t_title|other": -0.77,
    "t_title|place": 0.64,
    "t_title|possessive": -1.74,
    "t_title|verb_S": 0.83,
    "t_verb_S><2": 2.68,
    "t_verb_S><3": -0.78,
    "t_verb_S><4": -1.09,
    "t_verb_S>more": -0.08,
    "t_verb_S|acronym": -0.82,
    "t_verb_S|compound_head": -0.79,
    "t_verb_S|demonym": -0.37,
    "t_verb_S|opens": 0.76,
    "t_verb_S|other": -0.40,
    "t_verb_S|place": -0.38,
    "t_verb_S|plural": 0.66,
    "t_verb_S|possessive": 0.69,
    "t_verb_S|starter": -0.70,
    "t_verb_S|verb_S": 0.29,
}
