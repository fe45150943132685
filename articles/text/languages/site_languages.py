"""The site's languages, and others that stories may be in, with their names and locales. Imports no Django."""

from typing import NamedTuple

ENGLISH = "en"
DEFAULT = ENGLISH  # its pages have addresses without a prefix
SITE_LANGUAGES = (ENGLISH, "ru", "hy")  # that the agency writes; the site's own words are in the first


class Language(NamedTuple):
    """A language's name in English, and its locale for Open Graph (language_TERRITORY)."""

    name: str
    locale: str


# By language tag. A story may be in any other language, too; a form offers these.
LANGUAGES = {
    "en": Language("English", "en_US"),
    "ru": Language("Russian", "ru_RU"),
    "hy": Language("Armenian", "hy_AM"),
    "hyw": Language("Western Armenian", "hy_AM"),
    "am": Language("Amharic", "am_ET"),
    "ar": Language("Arabic", "ar_AR"),
    "az": Language("Azerbaijani", "az_AZ"),
    "be": Language("Belarusian", "be_BY"),
    "bg": Language("Bulgarian", "bg_BG"),
    "bn": Language("Bengali", "bn_IN"),
    "ckb": Language("Central Kurdish", "cb_IQ"),
    "cs": Language("Czech", "cs_CZ"),
    "da": Language("Danish", "da_DK"),
    "de": Language("German", "de_DE"),
    "el": Language("Greek", "el_GR"),
    "es": Language("Spanish", "es_ES"),
    "et": Language("Estonian", "et_EE"),
    "fa": Language("Persian", "fa_IR"),
    "fi": Language("Finnish", "fi_FI"),
    "fr": Language("French", "fr_FR"),
    "he": Language("Hebrew", "he_IL"),
    "hi": Language("Hindi", "hi_IN"),
    "hr": Language("Croatian", "hr_HR"),
    "hu": Language("Hungarian", "hu_HU"),
    "id": Language("Indonesian", "id_ID"),
    "it": Language("Italian", "it_IT"),
    "ja": Language("Japanese", "ja_JP"),
    "ka": Language("Georgian", "ka_GE"),
    "kk": Language("Kazakh", "kk_KZ"),
    "ko": Language("Korean", "ko_KR"),
    "ky": Language("Kyrgyz", "ky_KG"),
    "lt": Language("Lithuanian", "lt_LT"),
    "lv": Language("Latvian", "lv_LV"),
    "mk": Language("Macedonian", "mk_MK"),
    "mn": Language("Mongolian", "mn_MN"),
    "nb": Language("Norwegian", "nb_NO"),
    "nl": Language("Dutch", "nl_NL"),
    "pl": Language("Polish", "pl_PL"),
    "pt": Language("Portuguese", "pt_PT"),
    "ro": Language("Romanian", "ro_RO"),
    "sk": Language("Slovak", "sk_SK"),
    "sq": Language("Albanian", "sq_AL"),
    "sr": Language("Serbian", "sr_RS"),
    "sr-Latn": Language("Serbian in Latin letters", "sr_RS"),
    "sv": Language("Swedish", "sv_SE"),
    "tg": Language("Tajik", "tg_TJ"),
    "th": Language("Thai", "th_TH"),
    "tr": Language("Turkish", "tr_TR"),
    "tt": Language("Tatar", "tt_RU"),
    "uk": Language("Ukrainian", "uk_UA"),
    "ur": Language("Urdu", "ur_PK"),
    "vi": Language("Vietnamese", "vi_VN"),
    "zh": Language("Chinese", "zh_CN"),
}


def prefix_of(tag: str) -> str:
    """Return the first part of the addresses of a language's pages; "" for the default language."""
    return "" if tag == DEFAULT else tag.lower()


IN_A_LANGUAGE = r"(?:/[a-z]{2,3}(?:-[a-z]+)?)?"  # a pattern of how the path of a page begins that languages have
BY_PREFIX = {prefix_of(tag): tag for tag in LANGUAGES if tag != DEFAULT}


def locale_of(tag: str) -> str:
    """Return the Open Graph locale of a language tag, of its language if the tag says more; "" if we know none."""
    known = LANGUAGES.get(tag) or LANGUAGES.get(tag.partition("-")[0])
    return known.locale if known else ""


def name_of(tag: str) -> str:
    """Return the English name of a language tag, of its language if the tag says more; else the tag itself."""
    known = LANGUAGES.get(tag) or LANGUAGES.get(tag.partition("-")[0])
    return known.name if known else tag
