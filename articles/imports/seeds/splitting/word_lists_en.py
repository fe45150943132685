"""Word lists of the splitting rule, and the traits that it sees in a single word. Pure; imports nothing of ours."""

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

# A few headlines end with these: `outbreak over`, `wakes up`, `goes on`.
PARTICLES = _words("in on over off up out down away back again through around along ahead outside inside before after")

# No headline ends with one of the other prepositions, or with these.
NEVER_LAST = (PREPOSITIONS - PARTICLES - _words("near across under since behind till")) | _words(
    "& vs a an the and or but nor whom whose its our your my if every и не что как а но или և ու որ их his her their "
    "which"
)

# Few headlines end with these.
FUNCTION_WORDS = (
    (PREPOSITIONS - PARTICLES)
    | NEVER_LAST
    | _words(
        "that who this these those when while where because some several many most more both each all another other "
        "only just even not no never say says"
    )
)

# Adjectives that need a noun: `new | Pope`; superlatives and ordinals are found by their form.
ATTRIBUTIVES = _words(
    "new old young first second third last next former late current own big major main top same such many two three "
    "four five six seven eight nine ten one another other fellow rare joint senior chief key local full best worst"
)

# Verbs that need no object: a headline may end with them.
INTRANSITIVES = _words(
    "die resign rise fall open close reopen soar plunge triple double start begin end grow drop lose crash erupt "
    "collapse return continue arrive retire survive disappear shrink climb jump slump tumble surge resume sink "
    "explode fail work wait stay remain talk change improve decline increase decrease weaken strengthen vote protest "
    "disagree agree speak divorce split recover escape suffer apologize stop step happen qualify advance progress "
    "differ react respond"
)

# Verbs of a full sentence: common in blurbs, rare in headlines, which use the bare present.
AUXILIARIES = _words(
    "is are was were be been being will would can could may might must should has have had do does did won't can't "
    "didn't doesn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't cannot"
)

# Written with a capital, these begin a sentence far more often than they occur inside a headline.
STARTERS = _words(
    "The A An In On At As It He She They We I You This That These Those There Here His Her Their Its Our My According "
    "After Before During Following Earlier Later Meanwhile However Also Among Although While When Since Under Over "
    "With Without For From By To But And If Some Several Many Most More Both Each Every All Another Other Only About "
    "Around Nearly Almost Next Last Former Additionally Moreover Thus Then Such Asked Speaking Located Founded Born "
    "Based Built Once Until Despite Due Because Besides Instead Currently Previously Recently Today Yesterday Two "
    "Three Four Five Six Seven Eight Nine Ten Eleven Twelve Eighteen Twenty Thirty Forty Fifty Sixty "
    "Seventy Eighty Ninety Dozens Hundreds Thousands Scores One No Not Now What Who How Of Per So "
    "Local Neither Nobody Everyone Anyone Half Part Up Still Just Even First Through Within Between Further В На Он "
    "Она Оно Они Это По Как С К У Об О Из За Для Согласно Ранее Также После При До Между Однако Такое Эта Этот Эти "
    "Его Ее Их Мы Я Но Նա Նրանք Սա Այդ Այս Ըստ Ինչպես Միջոցառումը Մինչ Նախկինում"
)

# An adjective of this kind begins a noun phrase, and does not end one.
DEMONYMS = _words(
    "Armenian Azerbaijani Azeri Georgian Russian Iranian Syrian American French German Italian Greek Dutch Belgian "
    "Swiss Austrian Norwegian Czech Slovak Hungarian Romanian Bulgarian Serbian Croatian Bosnian Ukrainian Belarusian "
    "Moldovan Kazakh Uzbek Turkmen Kyrgyz Tajik Korean Indian Afghan Iraqi Israeli Palestinian Jordanian Saudi "
    "Emirati Egyptian Libyan Moroccan Canadian Mexican Brazilian Argentine Argentinian Chilean Cuban Venezuelan "
    "Australian Malaysian Indonesian Thai Nigerian Welsh Estonian Latvian Lithuanian Cypriot European Asian African "
    "Soviet Arab Catholic Orthodox Christian Muslim Slovenian Albanian Macedonian Crimean Chechen Abkhaz Ossetian"
)

# Places the agency writes about.
PLACES = _words(
    "Azerbaijan Turkey Iran Lebanon U.S. US USA UK UAE EU Britain Wales France Germany Italy Spain Greece Netherlands "
    "Belgium Sweden Norway Denmark Poland Hungary Ukraine Belarus Moldova China Japan Korea Iraq Israel Palestine "
    "Jordan Egypt Libya Morocco Canada Mexico Brazil Argentina Chile Peru Cuba Venezuela Uruguay Vietnam Philippines "
    "Kenya Sudan Yemen Qatar Kuwait Bahrain Portugal Cyprus Malta Crete Europe Asia Africa America Caucasus Crimea "
    "Javakheti Karabakh Nagorno-Karabakh Artsakh Texas Massachusetts Moscow Sochi Baku Ganja Nakhijevan Tbilisi "
    "Batumi Poti Ankara Istanbul Van Kars Tehran Beirut Damascus Aleppo Baghdad Jerusalem Cairo Dubai Doha Riyadh "
    "Washington Boston Chicago Glendale Fresno Hollywood London Paris Marseille Strasbourg Berlin Munich Frankfurt "
    "Vienna Geneva Brussels Amsterdam Rome Milan Venice Florence Vatican Madrid Barcelona Athens Thessaloniki "
    "Bucharest Budapest Prague Warsaw Vilnius Riga Tallinn Helsinki Stockholm Oslo Copenhagen Minsk Kyiv Kiev Astana "
    "Tashkent Beijing Shanghai Tokyo Seoul Delhi Sydney Toronto Montreal Lisbon Dublin Manchester Cannes Davos "
    "Bratislava Belgrade Zagreb Yerevan Gyumri Dilijan Goris Kapan Meghri Sisian Jermuk Gavar Martuni Sevan Vardenis "
    "Hrazdan Abovyan Artashat Masis Ararat Armavir Etchmiadzin Ashtarak Talin Artik Spitak Tashir Alaverdi Ijevan "
    "Berd Noyemberyan Garni Areni Tatev Aragats Shirak Lori Tavush Syunik Gegharkunik Kotayk Aragatsotn Dzor "
    "Zvartnots Shushi Shusha Hadrut Askeran Lachin Kashatagh Metsamor Agarak "
    "Abkhazia Adjara Ajaria Afghanistan Albania Algeria Angola Armenia Australia Austria Bangladesh Bolivia Bosnia "
    "Bulgaria Cambodia Cameroon Chad Colombia Croatia Czechia Ecuador Estonia Ethiopia Finland Georgia Ghana "
    "Gibraltar Haiti Iceland India Indonesia Ireland Jamaica Kazakhstan Kosovo Kyrgyzstan Laos Latvia Lithuania "
    "Luxembourg Macedonia Madagascar Malaysia Mali Monaco Mongolia Montenegro Mozambique Myanmar Namibia Nepal "
    "Nicaragua Niger Nigeria Oman Pakistan Panama Paraguay Romania Russia Rwanda Scotland Senegal Serbia Singapore "
    "Slovakia Slovenia Somalia Switzerland Syria Taiwan Tajikistan Tanzania Thailand Tunisia Turkmenistan Türkiye "
    "Uganda Uzbekistan Zambia Zimbabwe Ossetia Dagestan Chechnya Chisinau Tiraspol Odesa Odessa Kharkiv Lviv Mariupol "
    "Donetsk Donbas Luhansk Kherson Almaty Bishkek Dushanbe Ashgabat Samarkand Bukhara Islamabad Karachi Lahore Kabul "
    "Mumbai Kolkata Dhaka Kathmandu Colombo Bangkok Hanoi Jakarta Manila Pyongyang Osaka Kyoto Hiroshima Shenzhen "
    "Erbil Mosul Basra Homs Idlib Raqqa Latakia Haifa Gaza Ramallah Amman Mecca Medina Sanaa Aden Muscat Manama "
    "Isfahan Shiraz Tabriz Mashhad Urmia Izmir Antalya Adana Diyarbakir Trabzon Erzurum Kayseri Konya Edirne Igdir "
    "Ardahan Ani Mush Bitlis Adapazari Kutaisi Rustavi Gori Zugdidi Sukhumi Tskhinvali Akhalkalaki Marneuli Gudauri "
    "Bakuriani Borjomi Sumgait Lankaran Nakhchivan Vanadzor Stepanavan Stepanakert Charentsavan Yeghegnadzor Vayk "
    "Byurakan Ashotsk Amasia Akhuryan Maralik Aparan Byureghavan Nubarashen Ajapnyak Shengavit Malatia Kentron "
    "Arabkir Nork Erebuni Avan Kajaran Khndzoresk Halidzor Haghpat Sanahin Odzun Debed Shorzha Tsaghkadzor Arpi Vedi "
    "Verin Martakert Karvachar Berdzor Zangezur Nairi Cilicia Sis Marash Aintab Zeitun Musa Bourj Naples Turin "
    "Bologna Genoa Palermo Sicily Sardinia Verona Bari Lyon Nice Bordeaux Toulouse Nantes Lille Reims Seville "
    "Valencia Bilbao Malaga Granada Porto Glasgow Edinburgh Cardiff Liverpool Birmingham Leeds Bristol Oxford "
    "Cambridge Belfast Bergen Tromso Gothenburg Malmo Hamburg Cologne Dresden Leipzig Stuttgart Bonn Bremen Salzburg "
    "Graz Innsbruck Basel Zurich Bern Lausanne Lugano Rotterdam Antwerp Ghent Bruges Krakow Gdansk Wroclaw Lodz Brno "
    "Ljubljana Sarajevo Skopje Podgorica Tirana Pristina Corfu Rhodes Nicosia Limassol Larnaca Valletta Reykjavik "
    "Nairobi Addis Khartoum Tripoli Tunis Algiers Rabat Casablanca Lagos Abuja Accra Dakar Kinshasa Johannesburg "
    "Pretoria Havana Bogota Lima Quito Caracas Santiago Montevideo Melbourne Brisbane Perth Auckland Ottawa Vancouver "
    "Quebec Detroit Houston Dallas Denver Seattle Miami Atlanta Philadelphia Baltimore Pittsburgh Alaska Hawaii "
    "Florida Nevada Utah Ohio Michigan Oregon Arizona Minnesota Wisconsin Connecticut Maryland Brooklyn Manhattan "
    "Queens Siberia Urals Kamchatka Sakhalin Chukotka Arctic Antarctic Antarctica Greenland Scandinavia Balkans "
    "Bavaria Brittany Normandy Provence Tuscany Andalusia Catalonia Anatolia Mesopotamia Levant Himalayas Everest "
    "Elbrus Kazbek Alps Andes Pyrenees Sahara Amazon Nile Danube Rhine Thames Volga Kremlin Brexit Krasnodar Rostov "
    "Samara Kazan Novosibirsk Murmansk Vladivostok Yekaterinburg Ufa Perm Pskov Kaliningrad Grozny Vladikavkaz"
)

# A person's role. With a capital, it begins a blurb: `Photographer Sevak`; in small letters, a name follows it.
TITLES = _words(
    "president minister premier chancellor king queen prince pope patriarch catholicos archbishop bishop father "
    "professor senator governor mayor speaker ambassador judge general colonel major captain lieutenant ceo director "
    "secretary envoy representative actor actress singer musician composer writer poet sculptor coach midfielder "
    "forward striker defender grandmaster boxer wrestler analyst expert lawyer mp rapporteur historian architect "
    "engineer chef designer founder co-founder chief head chair leader author star legend champion diplomat soldier "
    "pilot rapper guru son daughter wife husband brother sister widow student mediator coordinator rector abbot "
    "priest pastor boss owner manager resident doctor nurse teacher winger skipper defendant prosecutor attorney "
    "gymnast runner victim suspect candidate executive officer "
    "sergeant admiral marshal commander baker beekeeper biologist physicist chemist botanist zoologist geologist "
    "astronomer economist sociologist psychologist linguist mathematician statistician archaeologist anthropologist "
    "farmer fisherman hunter miner carpenter plumber electrician driver conductor violinist pianist cellist drummer "
    "guitarist tenor soprano baritone dancer choreographer comedian presenter host blogger youtuber photographer "
    "cameraman filmmaker screenwriter playwright novelist translator publisher librarian curator collector sprinter "
    "swimmer cyclist skier judoka weightlifter goalkeeper referee umpire organizer volunteer campaigner protester "
    "whistleblower oligarch billionaire tycoon entrepreneur banker trader broker accountant auditor inspector "
    "detective sheriff commissioner ombudsman councilor councillor lawmaker congressman congresswoman "
    "premier-designate consul attache monk nun rabbi imam mufti cardinal deacon lecturer dean surgeon cardiologist "
    "pediatrician pharmacist paramedic firefighter rescuer astronaut cosmonaut sailor princess duke duchess baron "
    "emperor sultan emir sheikh maestro deputy spokesman spokeswoman spokesperson"
)

# Given names: the surname follows.
GIVEN_NAMES = _words(
    "Aram Ara Arman Armen Arsen Artak Arthur Artur Ashot Davit David Edward Edgar Gagik Garegin Gevorg Gor Grigor "
    "Hayk Harutyun Henrikh Hovhannes Hovik Hrant Karen Karo Khachatur Levon Manuk Mher Mikayel Mkrtich Narek Nikol "
    "Petros Raffi Ruben Robert Samvel Sargis Seyran Sergey Serzh Serj Simon Suren Taron Tigran Vahan Vahe Vahram "
    "Vardan Vazgen Viktor Vladimir Yuri Zohrab Ani Anahit Anna Anush Arpine Gayane Hasmik Karine Lena Lilit Lusine "
    "Maria Marine Mariam Naira Nare Narine Nune Ruzanna Sona Susanna Zaruhi Elena Olga Alexander Andrey Boris Dmitry "
    "Igor Ivan Mikhail Nikolay Oleg Pavel Sergei Ilham Elmar Recep Ahmet Ali Hassan Mohammad Mohammed Mahmoud Bashar "
    "Giorgi Mikheil Irakli Adam Albert Andre Andrew Antonio Barack Ben Bill Carlos Charles Chris Daniel Donald Elon "
    "Emma Emmanuel Eric Frank George Hans Hillary James Jack Jean Jennifer Jim John Jose Joseph Kim Leo Lionel Louis "
    "Luis Mark Marco Martin Mary Michael Mike Nicolas Nancy Oscar Patrick Paul Pedro Peter Philip Pierre Richard "
    "Roger Roman Sam Sarah Scott Stephen Steve Taylor Thomas Tim Tom Tony Walter William "
    "Aghasi Albina Aleksandr Aleksey Alexei Alina Alisa Alla Alvard Anastasia Andranik Anton Aghvan Arayik Araksya "
    "Areg Arevik Arkady Armine Arshak Artashes Artavazd Artsvik Arusyak Astghik Avetik Babken Bagrat Bardukh Diana "
    "Edita Eghishe Ella Emil Emin Erik Ervand Evgeny Galust Gegham Georgy Goar Gohar Gurgen Haik Hamlet Hakob Heghine "
    "Hermine Hripsime Hrach Hrachya Hunan Irina Iveta Jasmine Jirair Kakha Kamo Khoren Kristina Kristine Ksenia Laura "
    "Leonid Lia Liparit Lyudmila Maksim Manana Mane Manuel Manvel Maral Marat Margar Margarita Marina Markar Mateos "
    "Maxim Meline Meri Mesrop Mihran Misak Mushegh Natalia Nazeli Nelli Nersik Nino Norayr Nvard Onnik Oskan "
    "Parandzem Parsegh Paruyr Rafael Razmik Rima Rita Roza Rustam Sahak Salome Satenik Sebouh Seda Sergo Sevak "
    "Seyranuhi Shavarsh Shahen Shushan Siranush Smbat Sofia Sos Stella Stepan Svetlana Syuzanna Tamar Tamara Tatevik "
    "Tatiana Toros Trdat Vachagan Vaghinak Valery Varazdat Varuzhan Vera Vigen Vilen Violeta Vladislav Vladik Vrezh "
    "Yelena Yervand Zaven Zhirayr Zhanna Zurab Abdullah Abu Aliyev Ayatollah Benjamin Binyamin Ebrahim Fatemeh Haluk "
    "Hamid Hulusi Ibrahim Javad Kemal Khalid Leyla Mehmet Mevlut Mohsen Mustafa Nasser Omar Rauf Reza Rustem Saeed "
    "Samir Selahattin Sobhan Suleyman Yasser Yusuf Zeynep Alan Alberto Alice Amanda Amy Angela Anne Annie Anthony "
    "Arnold Barbara Benedict Bernard Betty Bob Brad Brian Bruce Bryce Carl Carlo Carol Caroline Catherine Chloe "
    "Christian Christine Christopher Claire Clara Claude Colin Craig Cristiano Cynthia Dan Deborah Denis Dennis Diego "
    "Dominic Dorothy Douglas Eduardo Edwin Elizabeth Ellen Emily Enrique Erin Ernest Esther Eva Evelyn Felix Fernando "
    "Fiona Florence Francesco Francis Franz Fred Friedrich Fritz Gabriel Gary Gerhard Giovanni Giulia Giuseppe Gordon "
    "Graham Greg Greta Gustav Guy Hannah Harold Harry Heather Heinz Helen Helmut Henri Henry Herbert Howard Hugh Hugo "
    "Ian Ignatius Ingrid Isabel Isabella Jackie Jacob Jake Jan Jane Janet Jason Jeff Jeffrey Jens Jeremy Jerry "
    "Jessica Jill Joan Joaquin Joe Johan Johann Johannes Jon Jonathan Jorge Josef Joshua Juan Judith Julia Julian "
    "Julie Justin Karl Kate Katherine Kathy Keith Kelly Ken Kenneth Kevin Klaus Kurt Larry Lars Laurence Lee Leonard "
    "Linda Lisa Liz Lorenzo Lucas Lucia Lucy Luigi Luka Luke Manfred Marc Margaret Marie Mario Marion Matt Matteo "
    "Matthew Matthias Max Megan Mia Miguel Mikael Molly Monica Nadia Narendra Natalie Nathan Neil Nick Nigel Nina "
    "Olaf Oliver Olivia Pablo Pamela Paola Paolo Patricia Paula Pauline Pete Phil Phillip Rachel Ralph Ray "
    "Raymond Rebecca Ricardo Rob Robin Rosa Rose Rosie Ruth Ruud Ryan Sally Samantha Samuel Sandra Sara Sean Sergio "
    "Sharon Silvio Simone Sophia Sophie Stanley Stefan Stephanie Steven Stuart Sue Susan Sven Sylvia Ted Teresa Theo "
    "Theodore Theresa Tina Todd Tomas Ursula Valentina Vanessa Victor Victoria Vincent Virginia Wendy Werner Wilhelm "
    "Wolfgang Xavier Yves Zoe Gitanas Kaja Mette Sanna Viktoria Volodymyr Vitali Petro Yulia Hiroshi Shinzo Kenji Wei "
    "Jinping Narges Malala"
)

# The first half of a compound name: `Buenos | Aires`, `Prime | Minister`.
COMPOUND_HEADS = _words(
    "New Prime Foreign North South West East Northern Southern Western Eastern Central San Santa Los Las La Le El Al "
    "De St Saint Mount Mt World National Supreme Human Vice Black White Red Great Real United Buenos Nobel Grand "
    "Ararat Lake Bank Civil Prosperous Defense Defence Health Finance Economy Justice Education Culture Agriculture "
    "Transport Environment Constitutional Security Secretary State Van Saudi Middle Far General Special Chief First "
    "Royal Federal International Mr Republic Open"
)

# The last half of a compound name: `Defense | Ministry`.
COMPOUND_TAILS = _words(
    "Ministry Minister Bank Church University Union Council Court Committee Commission Army Party Day Republic Valley "
    "Sea Airport Cup League Championship Championships Street Square Avenue Festival Museum Theater Theatre Prize "
    "Award Awards Agency Service Center Centre Institute Academy School College Group Company Fund Foundation Inc. "
    "Ltd. LLC Corporation Airlines Hotel Park Lake River Mountain Pass Bridge Province City Village District Region "
    "Island Islands Kingdom States Emirates Arabia Korea Zealand York Angeles Francisco Federation Community "
    "Parliament Assembly Senate Congress Force Forces Genocide Nations Rights Orchestra Opera Games Jr. Office House "
    "Dzor Qualifiers Qualifier Team Trio Quartet Code Law Act Summit Forum Conference Secretary General "
    "Representative Organization Hall Air Patriarch Patriarchate Times Post Conservatory Open Picture Pictures "
    "Association Alliance Bureau Department Authority Administration Front Movement Guard Fleet Factory Plant Mine "
    "Station Stadium Cathedral Monastery Palace Tower Hospital Library Gallery Studios Records Motors Energy Oil Gas "
    "Telecom Media News Radio TV Journal Press Line Wall Zone Base Prix Road Train Arena Complex Monument"
)

# Verbs of headlines, in the bare form; _S_FORMS has them with -s.
HEADLINE_VERBS = _words(
    "win meet leave quit flee move accept accuse acquire adopt aim air allocate allow announce appear appoint approve "
    "arrest ask attack attend award back ban bear beat become block boost break bring build buy call cancel carry "
    "celebrate claim come compete complete concede condemn confirm congratulate count create criticize cross cut deal "
    "debate decide declare delay deliver demand deny deploy detain develop discover discuss dismiss donate draw elect "
    "embrace endorse enter establish exchange expand expect expel express extend face fight file find finish fire fly "
    "forecast form free gain gather get give go grant hail halt head hear help hit hold honor host identify import "
    "impose include inspect introduce invest invite issue jail join keep kick kill land launch lead lend let limit "
    "link lower love make mark miss mourn name need offer oppose order organize overtake paralyze participate pass "
    "pay perform pick plan plant play pledge poll post postpone praise prepare present prevent promise propose "
    "protect provide publish punish push put raise rank reach read recall receive recognize reduce reelect refuse "
    "reject release renew repair repeat replace report request rescue retain reveal rock roll rule run save say "
    "schedule score seek seize sell send sentence serve set share ship shoot show shut sign slam sound spot spread "
    "stage steal stress strike sue suggest support surpass suspend take team tell test threaten top tour trade train "
    "travel try turn unearth unveil upgrade urge use violate visit vow warn weigh welcome wound yield log write arm "
    "export deposit"
)

# Finite verbs of blurbs.
SENTENCE_VERBS = _words(
    "said told added took made came went became began held gave got won lost left met found saw ran spoke sent "
    "brought bought sold built broke beat paid put kept fell grew rose wrote drew led thought knew felt understood "
    "drove flew rang sang shot struck stood sat wore hit set cut let read believes includes remains consists stands "
    "belongs depends runs starts costs says hopes plans believe include remain consist stand say hope need know think "
    "wants want works work lives live lies lie covers cover contains contain takes take comes come goes go makes make "
    "employs uses sells rules range ranges features tells stars needs"
)

# Plain nouns: in Title Case they have a capital and are no names.
NOUNS = _words(
    "accident accord account act action address adviser agency agenda agreement aid air aircraft airport alarm album "
    "alert alliance ally ambulance amendment amnesty anniversary announcement answer apartment apology app appeal "
    "archive area arm army arrest art article ash asteroid asylum athlete atlas attack attempt auction audience "
    "author avalanche aviation baby bail balance ball ballot ban band bank bar barrel base battle beach bear beer bid "
    "bike bill bird birth birthday blackout blast blaze block blood boat body bomb bond bonus book boom border boss "
    "box boy brain branch brand brandy bread break breakthrough breakup bribe bribery bridge broadcast brother budget "
    "building bus business cabin cabinet cable cafe call camp campaign campus cancer candidate capital captain car "
    "card care career cargo case cash casualty ceasefire ceiling celebration cemetery ceremony chain challenge "
    "champion championship chance change channel chaos charge chart cheese chess child childhood church cinema "
    "citizen city claim clash class cleanup clergyman climate clinic clock closure club coach coal coalition coast "
    "code coffee collapse colleague collection college comeback comedy comet comment commitment community company "
    "compensation complaint complex computer concern concert conditions conflict congress connection consensus "
    "constitution construction consumer contact contest contract control controversy convention copper corridor "
    "corruption cost count counterpart country coup couple course cover cow crackdown crash credit crew crime "
    "criminal crisis critic criticism crop crossing crowd cruise cup currency customer cut cyberattack dairy dam "
    "damage dance danger data date daughter day deadline deal death debate debt debut decade decision declaration "
    "decline decree defeat defense deficit degree delay delegation delivery demand democracy departure depot deputy "
    "design detention development device dialogue diamond diet dinner dinosaur diplomacy director disaster discovery "
    "discussion disease dispute district document dog dollar dolphin donation donor door draft drama draw dream drill "
    "drink drive driver drone drop drought drug dust duty earning earthquake economy edition education effect effort "
    "election electricity embargo emergency emission employee end energy engine entry envoy epidemic episode "
    "equipment era error escape event evidence exam example exchange execution exercise exhibit exhibition exit "
    "expansion expedition experience experiment expert explosion export extension eye face fact failure fall family "
    "fan fare farm farmer fashion father fear feature fee fellowship fence festival fever field fight fighter figure "
    "film final finale finance find fine fire firm fish fishing flag flame flat fleet flight flood floor flower flu "
    "flyer focus food football force forecast forest form formula fortune forum foundation founder framework fraud "
    "freedom friend friendship fruit fuel fund funding funeral future gain gallery gambling game gap garden gas gate "
    "gathering genocide gift girl goal gold government grain grant grave ground group growth guard guest guide guilt "
    "gun gunman habit hacker hail half hand harvest hatred head headquarters health hearing heart heat height "
    "helicopter help heritage hero highway hike hint history hit holiday home honor hope horse hospital host hostage "
    "hotel hour house household housing human hunger hunt hunter husband ice icon idea identity image impact import "
    "incident income increase independence index industry inflation influence information infrastructure injury "
    "innovation inquiry insurance interest interview invasion invention investigation investment invitation island "
    "issue jail jet job joke journal journalist journey joy judge jump jury justice key kidnapping king kitchen knife "
    "labor laboratory land landmark landslide language law lawsuit lawyer lead leader leadership league leak leave "
    "legacy lesson letter level library license life light limit line link lion list loan lockdown look loss lot "
    "lottery love low loyalty lunch machine magazine maker mall man manager mandate map march margin mark market "
    "marriage match material matter mayor meal measure meat medal mediation mediator medicine meeting member memoir "
    "memorial memory menu message meter migrant milestone military milk mine minister ministry minority mission "
    "mistake mob model moment money month monument moon mother motorcycle mountain move movement movie murder museum "
    "music musician myth name nation nationwide nature navy negotiation neighbor network news newspaper night nominee "
    "note number oath object offensive offer office officer official oil opening opera operation opinion opportunity "
    "opposition order organ organization outage outbreak outcome outlook outrage owner pact page pain paint painting "
    "pair palace pandemic panel panic paper parade parent park part participation partner partnership passenger "
    "passport past path patient patrol pay payment peace peacekeeper pension people percent performance period permit "
    "person phone photo pianist picture pilgrimage pilot pipeline place plan plane plant platform play player pledge "
    "plot poem poet poison police policy poll pollution pool popularity population port position post potato poverty "
    "power practice prayer pregnancy premiere preparation presence president press pressure price priest prison "
    "prisoner prize probe problem process producer product production professor profit program progress project "
    "promise property proposal protest protester provocation psychologist public publication pull punishment purchase "
    "push quake quarantine quarter queen quest question queue race radio raid rail railway rain rally range rate "
    "rating ratio reaction reactor reader reality reason rebellion rebound recall reception recession recognition "
    "record recovery referendum reform refugee refusal region regulation rejection relation release relief religion "
    "reopening repair report request rescue research reserve resident resignation resolution resort resource response "
    "restaurant restoration restriction result retirement return revenge revenue review revolution reward rice rift "
    "right riot rise risk river road robbery robot rock rocket role roof room round route row rugby rule ruler ruling "
    "rumor run runner runway sabotage safety salary sale sample sanction satellite scale scandal scene schedule "
    "scheme scholarship school science scientist score screen screening sculpture sea search season seat secret "
    "section sector security segment seizure sensor sentence series service session set settlement shake share "
    "shelling shelter shift ship shipment shirt shock shoe shop shore shortage shot show shutdown side siege sign "
    "signal silence silver singer sister site situation skill sky slump smoke snow soccer society software soil "
    "soldier solution son song source space spat speaker speculation speech speed spending spirit spokesman sport "
    "spot spring spy stability stadium staff stage stake stamp stand standard star start state statement station "
    "statue status steel step stock stop store storm story strategy stream street strength strike student studio "
    "study style subject subsidy suburb subway success suicide suit summer summit sun supply support supporter surge "
    "surgeon surgery surplus surprise surrender survey survivor suspect suspension symbol symphony symptom system "
    "talent talk tank tap target tariff task tax taxi tea teacher team tech technology teenager television "
    "temperature temple tenant tension tent term terminal territory terror terrorism test text theater theft theory "
    "thing threat threshold thriller ticket tie time tip title tobacco toll tool top torch tour tourism tourist "
    "tournament tower town toy trace track trade tradition traffic tragedy trail train trainer training transfer "
    "transit translation transmission transport travel treasure treatment treaty tree trend trial tribute trick trip "
    "triumph troop trophy trouble truce truck trust truth tuesday tunnel turmoil turn turnout twin twist unemployment "
    "uniform union unit unity university unrest update upgrade uranium urge user vaccination vaccine valley value van "
    "vandalism vehicle venue verdict version veto victim victory video view village vintage violation violence virus "
    "visa vision visit visitor voice volcano volunteer vote voter voyage wage wait walk wall war warfare warning "
    "warship waste water wave way wealth weapon weather website wedding week weekend weight welcome welfare wheat "
    "wheel widow wife wild wildfire win wind window wine winner winter wish witness wolf woman word work worker "
    "workshop world wound wreck writer year youth zone zoo "
    "abuse academy acid advance advantage advertisement affair aircrew airline airspace airstrike alcohol allegation "
    "allowance alphabet amber ambition ammunition anchor angle anger antenna anthem apple applicant application "
    "apprentice apricot archaeology architecture arena argument armor arrival arrow artefact artifact artillery asset "
    "assault assistance assistant astronaut athletics atom attendance attitude audit authority autumn award awareness "
    "axe background bakery balloon balm banknote banner baptism barley barn barracks barricade barrier bath battery "
    "bazaar beam bean beast beehive beekeeper bell belt bench berry bet bicycle billion bin biologist biology bishop "
    "blade blanket blogger board bone booklet boot bottle boundary bow bowl brake breakfast breath brewery brick "
    "bride brief broker bronze broom brush bubble bucket buffalo builder bull bullet bunker burden burglar burglary "
    "burial bust butcher butter buyer cactus café cake calendar calf camel camera canal candle cane cannon canteen "
    "canyon capacity capsule captive carbon carpet carrier carrot carver castle cathedral cattle cave caviar cell "
    "cement census chalk chapel chapter charter chat chemistry cherry chestnut chick chimney chip chocolate choir "
    "choice cholera cigarette circle circuit circus citizenship clan clay clerk cliff clip cloak cloud clown clue "
    "coat cobbler cockpit coin cold collar column combat comedian commander commissioner compass compassion "
    "competition competitor composition compromise concession conductor conference confidence confusion congregation "
    "conspiracy contribution contributor converter cook cookbook cooperation cop copy core corn corner corpse "
    "correction correspondent costume cottage cotton counsel courage courier courthouse courtyard cousin cradle craft "
    "crane crater creator creature creditor cricket crocodile cross crossroad crowdfunding crown cuisine culprit "
    "culture cure curfew curriculum curse curtain custody custom cyclist cyclone cylinder dagger dancer darkness "
    "database dawn dealer debris debtor deer defender demographic demolition dentist deposit descent desert dessert "
    "destination destruction detail detective detector determination diagnosis dialect diary dictator dictionary dig "
    "dignity dioxide diploma dirt disability discount discrimination disinformation dish disk dismissal display "
    "distance ditch dive diver divorce dock documentary dome donkey doodle dormitory dose dough downturn dress "
    "drinker drum drummer duck duel duke dusk dye eagle ear earner earth east eclipse ecology economist edge editor "
    "egg electrician elephant elevator email embassy embrace emissary empire encounter encyclopedia enemy engineering "
    "entrance entrepreneur environment epic equality estate ethic euro evacuation eve evening eviction evil "
    "excavation exemption exhaust exile expense expertise explanation exploration explorer expo exposure expulsion "
    "extradition facade facility faction faith famine farewell farmland fate fault favor feast feed ferry fertilizer "
    "fiction fiddle file filmmaker filter finding finger firefighter firework fireworks fisherman fitness flavor "
    "flock flour fluid folk follower fool foot footage footballer footprint forecaster forge forgery fortress fossil "
    "fountain fox fragment frame franchise freeze freight frequency fresco freshman frost frustration fugitive "
    "function fundraiser fur gadget gambler gang gardener gardening garbage garlic garment gasoline gear gene general "
    "generation generator genius gesture ghost giant glacier glass glory glove goat goalkeeper gorge gossip governor "
    "grade graduate graffiti grandmother grandson grape graphic grass gravity graveyard grenade grid grip guarantee "
    "guardian guerrilla guidebook guideline guitar guitarist gulf gum gym gymnastics habitat hairdresser hall hammer "
    "handball handbook handicraft handshake hangar harbor hardship hare harp hat haven hawk hazard hazelnut headline "
    "healthcare hedge hedgehog heir hell helmet hen herb herd herder heroin hill hip hive hole honey honour hoof "
    "horizon horn horror horticulture hostel hotline hurricane hut hydropower hypothesis iceberg illness illusion "
    "imagery immigrant immigration immunity impeachment improvement incentive inch infection infantry ingredient "
    "inheritance initiative injection ink inmate inn innings inscription insect insight insider inspection inspector "
    "inspiration instinct institution instruction instrument insult integration integrity intellectual intelligence "
    "intention interaction interference interior intern internet internship interpreter intersection intervention "
    "investor iron irrigation isolation ivory jacket jam jar jaw jazz jeweler jewel jewelry jockey juice junction "
    "jungle jurist kettle keyboard kick kidney kilogram kindness kiosk kiss kit kite knee ladder lady lamb lamp lane "
    "laser laundry laureate lava lavash law-enforcement lawmaker lawn layer leaflet leather lecture lecturer leg "
    "legend legislation lens leopard liability liar liberation liberty lid lieutenant lifeguard lifeline lifestyle "
    "lift lighthouse lightning limb lime limestone liquid literacy literature liver livestock lizard lobby locomotive "
    "log logistics logo lorry luck luggage lumber lung lynx machinery magic magnet maid mail mailbox mailman "
    "maintenance majority make-up malaria manuscript maple marathon marble marine marketing marsh mask mason massacre "
    "master mate math mathematician maximum maze meadow mechanic mechanism medalist media medication membership "
    "mentor merchant mercury mercy mess metal meteor meteorite method metro microscope midfield midfielder midnight "
    "migration mileage mill miller mind mineral minibus minimum miracle mirror misconduct missile mist mistrial "
    "mixture mobility mode moderation modernization monastery monk monkey monopoly mood moped morning mosaic mosque "
    "mosquito motion motive motor motorist motorway mountaineer mouse mouth mud mug mule multimedia mural muscle "
    "mushroom mustache mutation mystery nail nap narrative nationalism nationality native necessity neck needle "
    "neighborhood nerve nest net nickel niece nightmare node noise nomination norm north nose notary notebook notice "
    "notion novel novelist nuisance nun nurse nut oak obituary obligation observation observatory observer obstacle "
    "occasion occupation occurrence odds offence offense offender oligarch ombudsman onion onset operator opponent "
    "optimism optimist oracle orange orbit orchard orchestra ordeal ore organizer orientation orphan orphanage oven "
    "overhaul overpass owl ox oxygen ozone packet pad paddle parachute paradise paradox paragraph parasite parcel "
    "pardon parking parliamentarian parrot partisan party pasta paste pastry pasture patent patience patriot pattern "
    "pavement pavilion paw payroll pea peach peak peasant pedestrian peer pen penalty pencil penguin peninsula penny "
    "pepper percentage perception perfection perfume persecution personality personnel perspective pesticide pet "
    "petition petroleum pharmacist pharmacy phenomenon philanthropist philosopher philosophy photograph photographer "
    "photography phrase physician physicist physics piano pie pier pig pigeon pile pill pillar pillow pine pioneer "
    "pipe pirate pit pitch pizza plague plain planet planetarium planning plaque plasma plaster plastic plate "
    "pleasure plebiscite plough plow plum plumber pocket podcast podium poetry pole polio politician politics "
    "pomegranate pond pony pope porcelain porch portal portfolio portrait possession post-mortem poster postman "
    "postponement pot pottery pound powder prank preacher precedent precision predator prediction preference "
    "prejudice prescription preservation prestige priority privacy privilege procedure proceeding procession "
    "processor proclamation productivity profession profile prognosis prohibition projection promotion proof "
    "propaganda prophet prospect prosperity protection protein protocol prototype province provision psychiatrist "
    "psychology publicity publisher pulp pump pumpkin punch pupil puppet purpose purse puzzle pyramid qualification "
    "quality quantity quarry quay quiz quota quote rabbit radar radiation rage railroad rainbow rainfall ram ranger "
    "ransom rape rat reading reappraisal reboot receipt receiver recipe recipient recommendation reconciliation "
    "reconstruction recording recreation recruit recruitment recycling reduction reef referee refinery reflection "
    "refrigerator refuge regime regiment register registration regulator rehabilitation rehearsal reign reindeer "
    "relationship relative relic reliability remains remark remedy reminder renaissance renovation rent rental "
    "reporter reporting representation repression reptile republic reputation residence resistance respect respondent "
    "responsibility restitution retail retailer retreat reunion revelation reverse revision revival rhetoric rhino "
    "rhythm rib ribbon rider ridge rifle ring ringleader ritual rival rivalry roadblock roadside robber rod romance "
    "rooftop rookie rooster root rope rose rotation rubber rubbish rug ruin rumour runoff rush rust sack sacrifice "
    "saddle sail sailor saint salad salmon salon salt sanctuary sand sandwich sapling sauce sausage savings saw scarf "
    "scenario scent scholar scooter scope scout scratch screenplay screenwriter script scroll sculptor seabed seal "
    "searchlight seaside secrecy secretary seed segregation seller semester semifinal seminar senator sensation sense "
    "sentiment separation sequel sequence sergeant sermon servant server setback sewage sewer sewing sex shade shadow "
    "shaft shape shareholder shark sheep sheet shelf shell shepherd shield shooter shooting shoulder shovel shower "
    "shrine sibling sidewalk sight signature silk similarity sin sinkhole siren sitcom sitter sketch ski skier skin "
    "skirt skull skyscraper slaughter slave slavery sleep slice slide slogan slope slot smartphone smell smile smith "
    "smuggler smuggling snack snail snake snowfall snowstorm soap socialist sock sodium sofa soloist songwriter "
    "sorrow soul soup south spa spacecraft spaceship spark specialist species specimen spectacle spectator spectrum "
    "sphere spice spider spill spinach spine split spoon spouse spray spread square squad squirrel stabbing stack "
    "stair stall stampede standoff standstill startup start-up statesman statistic stay steam stem steppe steward "
    "stewardess stick stimulus stitch stomach stone stool storage stork stove stranger straw strawberry streak "
    "stretch string strip stroke structure struggle stunt submarine submission subscriber subscription substance "
    "substitute successor sugar suggestion sultan sum sunflower sunlight sunrise sunset superintendent superstar "
    "supervision supervisor supplier supremacy surface surfer surname surveillance suspicion swamp swan sweat sweater "
    "sweep swim swimmer swimming swing switch sword syllable sympathy synagogue syndrome synthesis syringe syrup "
    "table tablet tactic tail tailor takeover tale tape tapestry taste tattoo tavern teaching tear technician "
    "technique teen telegram telephone telescope telethon temper temptation tendency tenor terrace testimony textbook "
    "textile texture thanks theology theorem therapist therapy thermometer thesis thief thirst thought thread throat "
    "throne throw thumb thunder thunderstorm tide tiger tile timber timetable timing tin tissue toast toddler toilet "
    "token tolerance tomato tomb ton tone tongue tooth tornado torture touch touchdown toxin tractor trademark trader "
    "trainee trait tram transaction transcript transformation transistor transition translator transplant transporter "
    "trap trash trauma traveler tray treasury trek trench triangle tribe tribunal trilogy troll trolley trolleybus "
    "trouser trout truckdriver trumpet trustee tsunami tub tube tuition tulip tumor tuna tune turbine turbulence "
    "turnover turtle tutor twilight tyre ultimatum umbrella umpire uncertainty uncle underdog undergraduate "
    "understanding unification uprising urbanization usage utility vacancy vacation vacuum validity vase vault "
    "vegetable vegetarian vegetation veil vein velocity vendor vengeance ventilator verb vessel vest veteran viaduct "
    "vice viewer vigil vigilante villa villager vineyard vinyl violin violinist viper virtue viscount visibility "
    "vitamin vocabulary vocalist void volleyball volume vulture wagon waiter waitress walker wallet walnut warden "
    "wardrobe warehouse warlord warmth warrant warrior wasp watch watchdog watchmaker watchman waterfall watermelon "
    "wax weakness weaver web weed weightlifter weightlifting well west whale wheelchair whip whisky whistle "
    "whistleblower wicket width wilderness willow wing winger winemaker wire wisdom wit witch withdrawal wood "
    "woodpecker wool workforce workplace worm worry worship worth wreath wreckage wrestler wrestling wrist writing "
    "yacht yard yarn yeast yield yogurt youngster zebra zinc zip zodiac"
)

UNITS = _words(
    "Percent Million Billion Trillion Mln Bln Thousand Years Days Months Weeks Hours Minutes Meters Kilometers Tons "
    "Euros Drams"
)

# Words with a capital inside: not glued.
BRANDS = _words(
    "AstraZeneca BlackBerry DreamWorks FlyDubai HayPost LinkedIn MasterCard OpenAI PanARMENIAN PayPal PicsArt "
    "PlayStation TikTok VivaCell VivaCell-MTS WhatsApp WikiLeaks WordPress YouTube ArmenTel ArmSwissBank AraratBank "
    "AmeriaBank InecoBank UniBank TurkStream FlyDubai"
)


def _with_s(bases: frozenset[str]) -> frozenset[str]:
    return frozenset(
        base[:-1] + "ies"
        if base.endswith("y") and base[-2] not in "aeou"
        else base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        for base in bases
    )


_S_FORMS, _INTRANSITIVE_S = _with_s(HEADLINE_VERBS | INTRANSITIVES), _with_s(INTRANSITIVES)
TITLED_VERBS = _S_FORMS | HEADLINE_VERBS | AUXILIARIES | INTRANSITIVES
STRONG_VERBS = _words("was were had would could have did been they he she it")

MARKS = "\"“”«»‘’'(),.;:!?–—-…։"
_OWNER = re.compile(r"['’]s?$")
_CAPITAL = re.compile(r"[\"“«‘'(]*[A-ZА-ЯЁԱ-Ֆ]|[\"“«‘'(]*[a-z]+[A-Z]")
_NUMBER = re.compile(r"[$€£#]?\d")
_STOP = re.compile(r"(?:[\w%]{3,}|\d)[\"”»)]?[.!?…։][\"”»)]*$")
_PLACE = re.compile(r"[A-Z][a-z]{2,}(?:ia|stan|land|burg|kert|dzor|avan|grad)")
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ish|ese|stani)")
_LATIN = re.compile(r"[A-Za-z-]+")
_ACRONYM = re.compile(r"[A-Z][A-Z&+]+")
_SURNAME = re.compile(
    r"[A-Z][a-z]+(?:yan|ian|yants|ov|ev|ova|eva|sky|ski|dze|shvili|enko|oglu|ez|son|sen|berg|stein|inen|escu|idis|akis|ants)"
)
_PLURAL = re.compile(r"[A-Z][a-z-]+(?:[^suia’']s|ies|men)|[A-Z][a-z]*(?<=[Cc])hildren|People|Police|Passersby")
_ADVERBIAL = re.compile(r"[A-Z][a-z]{2,}(?:ed|ing|ly)")
_TITLE = re.compile(r".{3,}(?:ist|man|woman|person|maker|grapher|onomer|keeper|writer|fighter|lifter|holder|player)")
_ATTRIBUTIVE = re.compile(r"\d+(?:st|nd|rd|th)|.{3,}est|most|.*-year-old")
_ADJECTIVE = re.compile(r".{2,}(?:ous|ful|ive|al|ic|ible|able|less|ary|est|ent|ant|ish)")
_FINITE_ABROAD = re.compile(
    r"[^\Wa-z]{2,}(?:ли|ла|ло|ся|ет|ит|ют|ят|ут|[аеияы]л|վել|ցել|եց|ավ)|կ\w{2,}(?:ի|են|ա)|է|են|չի|չկա|չկան|արժե"
)


def stem(word: str) -> str:
    """Return the word without marks, capitals and the possessive."""
    return _OWNER.sub("", word[:40].strip(MARKS)).lower()


@lru_cache(maxsize=8192)
def traits(word: str) -> frozenset[str]:
    """Return the traits that one word shows by itself: its script, its marks, and the lists that contain it."""
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
    if word[-1] in ":-–—(“«" or word.rstrip('"”»')[-1:] in (",", ";"):
        yield "continues"
    if word.rstrip('"”»’)')[-1:] in tuple("!?։"):
        yield "asks"
    if _STOP.search(word) or word.endswith(("...", "…")):
        yield "stop"
    if _OWNER.search(bare) or word.endswith(("s'", "s’")):
        yield "possessive"


def _function_traits(lower: str) -> Iterator[str]:
    if lower in PREPOSITIONS:
        yield "preposition"
    if lower in NEVER_LAST:
        yield "never_last"
    if lower in FUNCTION_WORDS:
        yield "function"
    if lower in AUXILIARIES:
        yield "auxiliary"
    if lower in PARTICLES:
        yield "particle" if lower in PREPOSITIONS else "adverb"
    if lower in ATTRIBUTIVES or _ATTRIBUTIVE.fullmatch(lower):
        yield "attributive"


def _small_traits(bare: str) -> Iterator[str]:
    if bare in TITLES or _TITLE.fullmatch(bare):
        yield "role"
    if bare in _S_FORMS:
        yield "verb_s"
    if bare in HEADLINE_VERBS or bare in INTRANSITIVES:
        yield "base"
    if bare in INTRANSITIVES or bare in _INTRANSITIVE_S:
        yield "intransitive"
    if bare in SENTENCE_VERBS or _FINITE_ABROAD.fullmatch(bare):
        yield "past"
    if bare.endswith("s") and bare[-2:] not in ("ss", "us", "is"):
        yield "s"
    if bare in ("appointed", "named", "elected", "reelected", "renamed", "called", "dubbed", "declared"):
        yield "predicative"
    if bare.endswith("ed") and len(bare) > 4:
        yield "ed"
    if bare.endswith("ing") and len(bare) > 5:
        yield "ing"
    if _ADJECTIVE.fullmatch(bare):
        yield "adjective"


def _capital_traits(bare: str, owner: str) -> Iterator[str]:
    if _ADVERBIAL.fullmatch(bare) and bare not in _NAMES:
        yield "participle"
    if bare in STARTERS or (_ADVERBIAL.fullmatch(bare) and bare not in _NAMES):
        yield "starter"
    if bare.lower() in _S_FORMS:
        yield "verb_S"
    for name, words in _NAME_LISTS:
        if owner in words:
            yield name
    if _DEMONYM.fullmatch(owner) or owner.split("-")[-1] in DEMONYMS:
        yield "demonym"
    if _PLACE.fullmatch(owner) and owner not in _NAMES:
        yield "place"
    if _ACRONYM.fullmatch(owner):
        yield "acronym"
    if owner.lower() in TITLES or _TITLE.fullmatch(owner):
        yield "title"
    if bare in UNITS:
        yield "unit"
    if _PLURAL.fullmatch(bare):
        yield "plural"
    elif bare.lower() in NOUNS:
        yield "noun"
    elif _SURNAME.fullmatch(owner):
        yield "surname"


BRAND_MAX = 9  # letters of an unlisted brand; `MarketPolice` is longer
_TELLS = frozenset("starter place demonym given title".split())  # a sentence begins, or a name ends


def is_one_word(left: str, right: str, longest: int = BRAND_MAX) -> bool:
    """Return whether two halves without a space are one word with a capital inside: `AirPods`, not `ParisThe`.

    An unlisted one has at most `longest` letters.
    """
    left, right = left.strip(MARKS), _OWNER.sub("", right.strip(MARKS))
    if not (left and right and _LATIN.fullmatch(left + right)):
        return False
    if left + right in BRANDS:
        return True
    if left[0].islower():
        return len(left) < 3  # eBay
    if len(left + right) > longest:
        return False
    return not traits(right) & _TELLS and not traits(left) & {"place", "demonym"}


def is_brand(word: str) -> bool:
    """Return whether a word begins small and has a capital inside: `iPhone`."""
    return len(word) > 2 and word[0].islower() and word[1:3] != word[1:3].lower()


_NAME_LISTS = (
    ("demonym", DEMONYMS),
    ("place", PLACES),
    ("given", GIVEN_NAMES),
    ("compound_head", COMPOUND_HEADS),
    ("compound_tail", COMPOUND_TAILS),
)
_NAMES = frozenset({"Boeing"}).union(*(words for _, words in _NAME_LISTS))
