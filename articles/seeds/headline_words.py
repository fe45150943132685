"""The words the splitting rule knows, and what it sees of one word alone. Pure; imports nothing of ours."""

import re
from collections.abc import Iterator
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or a number after one of these completes a phrase: `in Gyumri`.
PREPOSITIONS = _words(
    "of in on at by for from with without to into onto over under between among against about during through as "
    "than via per amid toward towards upon within before after since until till near across behind beyond off "
    "around outside inside ahead despite following along up в во на с со к ко о об от до из за для по при над под у"
)

# No headline ends with these.
NEVER_LAST = _words(
    "& of at for from with without to into onto between among against about during as than via per amid toward "
    "towards upon within until beyond despite following в во на с со к ко о об от до из за для по при над под у a "
    "an the and or but nor whom whose its our your my if every и не что как а но или և ու որ their his her which"
)

# Few headlines end with these.
FUNCTION_WORDS = _words(
    "of in on at by for from with without to into onto over under between among against about during through as "
    "than via per amid toward towards upon within before after since until till near across behind beyond off "
    "around outside inside ahead despite following along up в во на с со к ко о об от до из за для по при над под у "
    "a an the and or but nor that which who whom whose its his her their our your my this these those if when while "
    "where because some several many most more both each every all another other only just even not no never say "
    "says и не что как а но или և ու որ"
)

# Verbs of a full sentence: common in blurbs, rare in headlines, which write in the bare present.
AUXILIARIES = _words(
    "is are was were be been being will would can could may might must should has have had do does did won't can't "
    "didn't doesn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't cannot"
)

# Written with a capital, these begin a sentence far more often than they stand inside a headline.
STARTERS = _words(
    "The A An In On At As It He She They We I You This That These Those There Here His Her Their Its Our My "
    "According After Before During Following Earlier Later Meanwhile However Also Among Although While When Since "
    "Under Over With Without For From By To But And If Some Several Many Most More Both Each Every All Another "
    "Other Only About Around Nearly Almost Next Last Former Additionally Moreover Thus Then Such Asked Speaking "
    "Located Founded Born Based Built Once Until Despite Due Because Besides Instead Currently Previously Recently "
    "Today Yesterday Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Eighteen Twenty One No Not Now What "
    "Who How Of Per So Local Neither Nobody Everyone Anyone Half Part Up Still Just Even First Through Within "
    "Between Further В На Он Она Оно Они Это По Как С К У Об О Из За Для Согласно Ранее Также После При До Между "
    "Однако Такое Эта Этот Эти Его Ее Их Мы Я Но Նա Նրանք Սա Այդ Այս Ըստ Ինչպես Միջոցառումը Մինչ Նախկինում"
)

# An adjective of this kind begins a noun phrase, and does not end one.
DEMONYMS = _words(
    "Armenian Azerbaijani Azeri Turkish Georgian Russian Iranian Syrian Lebanese American British French German "
    "Italian Spanish Greek Dutch Belgian Swiss Austrian Swedish Norwegian Danish Finnish Polish Czech Slovak "
    "Hungarian Romanian Bulgarian Serbian Croatian Bosnian Ukrainian Belarusian Moldovan Kazakh Uzbek Turkmen "
    "Kyrgyz Tajik Chinese Japanese Korean Indian Pakistani Afghan Iraqi Kurdish Israeli Palestinian Jordanian Saudi "
    "Emirati Egyptian Libyan Tunisian Algerian Moroccan Canadian Mexican Brazilian Argentine Argentinian Chilean "
    "Peruvian Colombian Cuban Venezuelan Australian Malaysian Indonesian Vietnamese Thai Philippine Filipino "
    "Nigerian Kenyan Ethiopian Portuguese Irish Scottish Welsh English Icelandic Estonian Latvian Lithuanian "
    "Cypriot Maltese European Asian African Soviet Arab Jewish Catholic Orthodox Christian Muslim Slovenian "
    "Albanian Macedonian Crimean Chechen Abkhaz Ossetian Karabakhi Californian Bavarian Catalan Hollywood"
)

# Places the agency writes of.
PLACES = _words(
    "Armenia Azerbaijan Turkey Georgia Russia Iran Syria Lebanon U.S. US USA UK UAE EU Britain England Scotland "
    "Wales France Germany Italy Spain Greece Netherlands Belgium Switzerland Austria Sweden Norway Denmark Finland "
    "Poland Slovakia Hungary Romania Bulgaria Serbia Croatia Bosnia Ukraine Belarus Moldova Kazakhstan Uzbekistan "
    "Turkmenistan Kyrgyzstan Tajikistan China Japan Korea India Pakistan Afghanistan Iraq Israel Palestine Jordan "
    "Egypt Libya Tunisia Algeria Morocco Canada Mexico Brazil Argentina Chile Peru Colombia Cuba Venezuela Uruguay "
    "Australia Malaysia Indonesia Vietnam Thailand Philippines Nigeria Kenya Ethiopia Sudan Somalia Yemen Qatar "
    "Kuwait Bahrain Portugal Ireland Iceland Estonia Latvia Lithuania Cyprus Malta Slovenia Albania Macedonia Crete "
    "Europe Asia Africa America Caucasus Crimea Abkhazia Ossetia Javakheti Karabakh Nagorno-Karabakh Artsakh "
    "California Texas Massachusetts Moscow Petersburg Sochi Rostov Kazan Baku Ganja Nakhijevan Tbilisi Batumi "
    "Kutaisi Poti Ankara Istanbul Izmir Van Kars Tehran Tabriz Isfahan Beirut Damascus Aleppo Baghdad Mosul Kabul "
    "Jerusalem Cairo Dubai Doha Riyadh Washington Boston Chicago Glendale Fresno Hollywood London Paris Lyon "
    "Marseille Nice Strasbourg Berlin Munich Hamburg Frankfurt Cologne Vienna Geneva Zurich Brussels Amsterdam "
    "Hague Rome Milan Venice Florence Vatican Madrid Barcelona Athens Thessaloniki Nicosia Sofia Bucharest Budapest "
    "Prague Warsaw Krakow Vilnius Riga Tallinn Helsinki Stockholm Oslo Copenhagen Minsk Kyiv Kiev Odessa Kharkiv "
    "Chisinau Astana Almaty Bishkek Dushanbe Tashkent Beijing Shanghai Tokyo Seoul Delhi Mumbai Sydney Melbourne "
    "Toronto Montreal Ottawa Lisbon Dublin Edinburgh Manchester Cannes Davos Bratislava Ljubljana Belgrade Zagreb "
    "Sarajevo Yerevan Gyumri Vanadzor Dilijan Goris Kapan Meghri Sisian Jermuk Gavar Martuni Sevan Vardenis Hrazdan "
    "Charentsavan Abovyan Artashat Masis Ararat Armavir Etchmiadzin Ashtarak Talin Artik Spitak Stepanavan Tashir "
    "Alaverdi Ijevan Berd Noyemberyan Tsaghkadzor Garni Areni Tatev Aragats Shirak Lori Tavush Syunik Gegharkunik "
    "Kotayk Aragatsotn Dzor Zvartnots Stepanakert Shushi Shusha Hadrut Martakert Askeran Lachin Kashatagh Karvachar "
    "Agdam Fizuli Jabrayil Talish Nubarashen Metsamor Kajaran Agarak Yeghegnadzor"
)

# Months, days and seasons.
DATES = _words(
    "January February March April May June July August September October November December Jan Feb Sept Oct Nov Dec "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday spring summer autumn winter"
)

# With a capital, these begin a blurb: `Photographer Sevak Ghukasov`.
TITLES = _words(
    "President Minister Premier Chancellor King Queen Prince Pope Patriarch Catholicos Archbishop Bishop Rev. "
    "Father Dr. Professor Mr. Mrs. Senator Congressman Governor Mayor Speaker Ombudsman Ambassador Judge General "
    "Colonel Major Captain Lieutenant Chairman Chairwoman CEO Director Spokesman Spokeswoman Spokesperson Secretary "
    "Envoy Representative Photographer Actor Actress Singer Musician Composer Writer Novelist Poet Sculptor Coach "
    "Midfielder Forward Striker Defender Goalkeeper Grandmaster Boxer Wrestler Economist Analyst Expert Lawyer MP "
    "Rapporteur Astronomer Historian Architect Engineer Chef Designer Founder Co-founder Presiding Deputy Vice "
    "Acting"
)

# In small letters, these stand before a name: `representative Artsrun Hovhannisyan`.
ROLES = _words(
    "chief head chair envoy spokesman spokeswoman spokesperson representative leader president minister premier "
    "mayor governor ambassador expert analyst journalist author founder star legend striker midfielder forward "
    "defender coach captain champion judge lawmaker deputy chairman diplomat general soldier serviceman chancellor "
    "pilot chef king queen prince guitarist vocalist singer rapper actress poet architect economist historian CEO "
    "guru son daughter wife husband brother sister widow student novelist secretary rapporteur mediator mp "
    "coordinator scientist activist"
)

# Given names: the surname follows.
GIVEN_NAMES = _words(
    "Aram Ara Arman Armen Arsen Artak Arthur Artur Ashot Arkady Bako Boris David Davit Edward Edgar Gagik Garegin "
    "Garik Gevorg Gor Grigor Grigory Hagop Hayk Harutyun Henrikh Hovhannes Hovik Hrant Hrayr Igor Ivan Jivan Kamo "
    "Karen Karo Khachatur Levon Manuk Marat Mher Mikayel Mikhail Mkhitar Mkrtich Mushegh Narek Nikol Norayr Onik "
    "Petros Raffi Ruben Robert Samvel Sargis Sasun Serj Serge Sergey Sergei Serzh Seyran Shavarsh Shushan Simon "
    "Smbat Sos Suren Taron Tevan Tigran Vahagn Vahan Vahe Vahram Vardan Varuzhan Vazgen Viktor Victor Vladimir "
    "Yervand Yuri Zaven Zohrab Aghasi Alvard Ani Anahit Anna Anush Arevik Arpine Astghik Gayane Gohar Hasmik "
    "Hripsime Karine Lena Lilit Lianna Lusine Margarita Maria Marine Mariam Meri Nare Naira Narine Nune Ruzanna "
    "Sirush Sona Sofya Susanna Tatev Tsovinar Zara Zaruhi Elena Olga Natalia Tatiana Svetlana Alexander Alexei "
    "Aleksey Andrey Anton Dmitry Konstantin Leonid Maxim Nikita Nikolay Oleg Pavel Sergo Stanislav Valery Vasily "
    "Yevgeny Ilham Elmar Recep Ahmet Mevlut Orhan Ali Hassan Hussein Mohammad Mohammed Mohamed Mahmoud Bashar "
    "Behrouz Giorgi Mikheil Irakli Bidzina Zurab Adam Alain Alan Albert Andre Andrei Andrew Antonio Arno Aurora "
    "Barack Ben Bernard Bill Brad Brian Carlos Catherine Charles Chris Christian Conan Cristiano Daniel Denis Diego "
    "Donald Elon Emma Emmanuel Eric Ernest Fernando Francois Frank George Gerard Gianni Hans Harry Helen Henrik "
    "Henry Herman Hillary Ion Ivanka Jack James Jane Jean Jeff Jennifer Jill Jim Joe John Johnny Jose Joseph Julia "
    "Jurgen Kanye Kim Laura Leo Leonardo Lionel Louis Luca Lucy Luis Magnus Marco Margaret Mark Marta Martin Mary "
    "Matthew Max Mel Michael Michel Mike Miguel Monica Nancy Nicolas Nina Oliver Oscar Pablo Patrick Paul Pedro "
    "Peter Philip Pierre Pieter Rafael Raphael Ricardo Richard Roger Roman Ron Ryan Sam Samantha Samuel Sarah Scott "
    "Stefan Stephen Steve Steven Stoyan Taylor Ted Thom Thomas Tim Tom Tomislav Tony Umberto Walter Will William "
    "Woody Youri Zlatan"
)

# The first half of a compound name: `Buenos | Aires`, `Prime | Minister`.
COMPOUND_HEADS = _words(
    "New Prime Foreign North South West East Northern Southern Western Eastern Central San Santa Los Las La Le El "
    "Al De St. Saint Mount Mt. World National Supreme Human Deputy Vice Black White Red Great Real United Buenos "
    "Abu Sri Hong Tel Costa Puerto Rio Nobel Golden Grand Vayots Ararat Lake Bank Civil Prosperous Interior Defense "
    "Defence Health Finance Economy Emergency Justice Education Culture Agriculture Transport Environment "
    "Constitutional Security Secretary State Van Von Der Saudi Middle Far General Acting Special Chief First Second "
    "Third Old Little Big Royal Federal International Mr. Apostolic Film Formula Republic Statistical Palme Open "
    "Next"
)

# The last half of a compound name: `Defense | Ministry`.
COMPOUND_TAILS = _words(
    "Ministry Minister Bank Church University Union Council Court Committee Commission Army Party Day Republic "
    "Valley Sea Airport Cup League Championship Championships Street Square Avenue Festival Museum Theater Theatre "
    "Prize Award Awards Agency Service Center Centre Institute Academy School College Group Company Fund Foundation "
    "Inc. Ltd. LLC Corporation Airlines Hotel Park Lake River Mountain Pass Bridge Province City Village District "
    "Region Island Islands Kingdom States Emirates Arabia Korea Zealand York Angeles Francisco Federation Community "
    "Parliament Assembly Senate Congress Force Forces Genocide Nations Rights Orchestra Opera Games Jr. Office "
    "House Dzor Qualifiers Qualifier Team Trio Quartet Code Law Act Summit Forum Conference Secretary General "
    "Representative"
)

# Verbs of headlines, in the bare form; _S_FORMS has them with -s.
HEADLINE_VERBS = _words(
    "accept accuse acquire adopt advance agree aim air allocate allow announce appear appoint approve arrest arrive "
    "ask attack attend award back ban bear beat become begin block boost break bring build buy call cancel carry "
    "celebrate change claim climb close come compete complete concede condemn confirm congratulate continue convene "
    "count crash create criticize cross cut deal debate decide declare decline delay deliver demand deny deploy "
    "detain develop die discover discuss dismiss donate double draw drop elect embrace end endorse enter establish "
    "exchange expand expect expel express extend face fall fight file find finish fire fly forecast form free gain "
    "gather get give go grant grow hail halt head hear help hit hold honor host identify import impose improve "
    "include increase inspect introduce invest invite issue jail join keep kick kill land launch lead leave lend "
    "let limit link lose lower lodge love make mark meet miss mourn move mull name need offer open oppose order "
    "organize overtake paralyze participate pass pay perform pick plan plant play pledge poll post postpone praise "
    "prepare present prevent promise propose protect protest provide publish punish push put qualify quit raise "
    "rank reach react read recall receive recognize reduce reelect refuse refute reject release remain renew reopen "
    "repair repeat replace report request rescue resign resume retain return reveal rise rock roll rule run save "
    "say schedule score seek seize sell send sentence serve set share ship shoot show shut sign slam sound speak "
    "spot spread stage start stay steal step stop stress strike strengthen sue suffer suggest support surge surpass "
    "suspend take talk team tell test threaten top tour trade train travel triple try turn unearth unveil upgrade "
    "urge use violate visit vote vow wait warn weigh welcome win wound yield log write arm export deplore deposit "
    "gives honour house"
)

# Finite verbs of blurbs.
SENTENCE_VERBS = _words(
    "said told added took made came went became began held gave got won lost left met found saw ran spoke sent "
    "brought bought sold built broke beat paid put kept fell grew rose wrote drew led thought knew felt understood "
    "drove flew rang sang shot struck stood sat wore hit set cut let read believes includes remains consists stands "
    "belongs depends runs starts costs says hopes plans believe include remain consist stand say hope need know "
    "think wants want works work lives live lies lie covers cover contains contain takes take comes come goes go "
    "makes make employs uses sells rules range ranges features tells stars needs"
)

# Words with a capital inside: not glued.
BRANDS = _words(
    "AstraZeneca AvtoVAZ BlackBerry BuzzFeed DreamWorks EgyptAir FlyDubai GeoProMining HayPost LinkedIn LoveWave "
    "MasterCard MySpace OpenAI PanARMENIAN PayPal PicsArt PlayStation PwC SoloLearn SoundCloud TechCrunch TikTok "
    "VivaCell VivaCell-MTS WhatsApp WikiLeaks WordPress YouTube YerevanRide ArmRosgazprom ArmenTel ArmSwissBank "
    "AraratBank AmeriaBank InecoBank UniBank"
)


_S_FORMS = frozenset(
    base[:-1] + "ies"
    if base.endswith("y") and base[-2] not in "aeou"
    else base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    for base in HEADLINE_VERBS
)
STRONG_VERBS = _words("was were had would could have did been they he she it")
WEAK_VERBS = _words("is are has said can should must it's")

MARKS = "\"“”«»‘’'(),.;:!?–—-…։"
_OWNER = re.compile(r"['’]s?$")
_CAPITAL = re.compile(r"[\"“«‘'(]*[A-ZА-ЯЁԱ-Ֆ]|[\"“«‘'(]*[a-z]+[A-Z]")
_NUMBER = re.compile(r"[$€£#]?\d")
_STOP = re.compile(r"(?:[\w%]{3,}|\d)[\"”»)]?[.!?…։][\"”»)]*$")
_SURNAME = re.compile(r"[A-Z][a-z]{2,}(?:yan|ian|yants|iants|ents|ov|ev|in|dze|shvili|oglu|ova|eva|ski|sky|son)")
_ACRONYM = re.compile(r"[A-Z][A-Z&+]+")
_ADVERBIAL = re.compile(r"[A-Z][a-z]{2,}(?:ed|ing|ly)")
_PLURAL = re.compile(r"[A-Z][a-z]+[^\Ws]s")
_ROLE = re.compile(r".*(?:ologist|onomer|grapher|maker|man|woman)")
_ADJECTIVE = re.compile(r".{2,}(?:ous|ful|ive|al|ic|ible|able|less|ary|est|ent|ant|ish)")
_FINITE_ABROAD = re.compile(r"[^\Wa-z]{2,}(?:ли|ла|ло|ся|ет|ит|ют|ят|ел|ум|վել|ցել)|է|են|չի")


def stem(word: str) -> str:
    """The word without marks, capitals and the possessive."""
    return _OWNER.sub("", word[:40].strip(MARKS)).lower()


@lru_cache(maxsize=8192)
def traits(word: str) -> frozenset[str]:
    """What can be seen of one word alone: its script, marks, and the lists it stands in."""
    bare = word.strip(MARKS)
    kind = "capital" if _CAPITAL.match(word) else "number" if _NUMBER.match(bare) else "small" if bare else "mark"
    seen = {kind, *_marks(word, bare), *_function_traits(bare.lower())}
    if kind == "small":
        seen.update(_small_traits(bare))
    elif kind == "capital":
        seen.update(_capital_traits(bare, _OWNER.sub("", bare)))
    return frozenset(seen)


def _marks(word: str, bare: str) -> Iterator[str]:
    if word[0] in "\"“«‘'(":
        yield "opens"
    if word[-1] in '"”»’)' and len(word) > 1:
        yield "closes"
    if word[-1] in ",;:-–—(“«":
        yield "continues"
    if word[-1] == ":":
        yield "colon"
    if word[-1] in ",;":
        yield "comma"
    if word.rstrip('"”»’)')[-1:] in tuple("!?։"):
        yield "asks"
    if _STOP.search(word):
        yield "stop"
    if _OWNER.search(bare) or word.endswith(("s'", "s’")):
        yield "possessive"
    if bare in DATES:
        yield "date"


def _function_traits(lower: str) -> Iterator[str]:
    if lower in PREPOSITIONS:
        yield "preposition"
    if lower in NEVER_LAST:
        yield "never_last"
    if lower in FUNCTION_WORDS:
        yield "function"
    if lower in AUXILIARIES:
        yield "auxiliary"


def _small_traits(bare: str) -> Iterator[str]:
    if bare in ROLES or _ROLE.fullmatch(bare):
        yield "role"
    if bare in _S_FORMS:
        yield "verb_s"
    if bare in HEADLINE_VERBS:
        yield "base"
    if bare in SENTENCE_VERBS or _FINITE_ABROAD.fullmatch(bare):
        yield "past"
    if bare.endswith("ed") and len(bare) > 4:
        yield "ed"
    if bare.endswith("ing") and len(bare) > 5:
        yield "ing"
    if _ADJECTIVE.fullmatch(bare):
        yield "adjective"


def _capital_traits(bare: str, owner: str) -> Iterator[str]:
    if bare in STARTERS or (_ADVERBIAL.fullmatch(bare) and bare not in GIVEN_NAMES):
        yield "starter"
    if bare.lower() in _S_FORMS:
        yield "verb_S"
    for name, words in _NAME_LISTS:
        if owner in words:
            yield name
    if owner.split("-")[-1] in DEMONYMS:
        yield "demonym"
    if owner.removesuffix("s") in DEMONYMS and owner.endswith("s"):
        yield "people"
    if _SURNAME.fullmatch(owner) and not any(owner in words for _, words in _NAME_LISTS):
        yield "surname"
    if _ACRONYM.fullmatch(owner):
        yield "acronym"
    if _PLURAL.fullmatch(bare):
        yield "plural"


_NAME_LISTS = (
    ("title", TITLES),
    ("demonym", DEMONYMS),
    ("place", PLACES),
    ("given", GIVEN_NAMES),
    ("compound_head", COMPOUND_HEADS),
    ("compound_tail", COMPOUND_TAILS),
)
