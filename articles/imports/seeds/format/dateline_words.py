"""Names that tell what stands in a dateline: agencies, towns, countries; words that stand there and are none.

A dateline of its usual shape needs none of them. They decide only where a name stands alone: "NEW DELHI: ",
"Armenpress. ". Agencies and labels are compared by their story key; names of places without case. No Django.
"""

from articles.imports.seeds.keys import story_key

_AGENCIES = (
    "AP,AFP,Associated Press,The Associated Press,Agence France-Presse,Reuters,TASS,ITAR-TASS,RIA Novosti,RIA"
    ",Sputnik,Sputnik Armenia,Interfax,Regnum,Xinhua,Anadolu,AA,DPA,EFE,ANSA,Kyodo,PTI,IANS,ANI,UPI,IRNA,ISNA"
    ",Tasnim,Yonhap,Bloomberg,BBC,CNN,RFE/RL,Azatutyun,Azatutyun.am,Radio Liberty,Voice of America,VOA"
    ",Deutsche Welle,DW,Euronews,Al Jazeera,Armenpress,Artsakhpress,ArmInfo,ARKA,Mediamax,Noyan Tapan"
    ",Panorama,Photolure,Hetq,CivilNet,Aravot,Trend,APA,Turan,Report,Azertac,AzerTAj,Day.Az,InterPressNews"
    ",IPN,GHN,Civil Georgia,BELTA,Ukrinform,UNIAN,Kazinform,Kabar,AKIpress,UzA,PAP,CTK,MTI,Tanjug,Hina,BTA"
    ",Agerpres,Globe Newswire,PRNewswire,Business Wire,Prime,RBC,Rosbalt,Novosti-Armenia,Newsarmenia,ТАСС"
    ",ИТАР-ТАСС,РИА Новости,РИА,Спутник,Sputnik Армения,Интерфакс,Регнум,ИА Регнум,ИА REGNUM,Рейтер,Рейтерс"
    ",Синьхуа,Анадолу,Арменпресс,Арцахпресс,АрмИнфо,АРКА,Медиамакс,Новости-Армения,Ноян Тапан,Панорама,Тренд"
    ",АПА,Туран,АзерТАдж,БЕЛТА,Укринформ,УНИАН,Казинформ,Кабар,Прайм,РБК,Росбалт,Коммерсантъ,Ъ,Радио Свобода"
    ",Газета.Ru,Лента.ру,Вести,НТВ,РЕН ТВ,Արմենպրես,Արցախպրես,Արմինֆո,ԱՌԿԱ,ԱՐԿԱ,Մեդիամաքս,Նոյյան տապան"
    ",Սպուտնիկ,Սպուտնիկ Արմենիա,ՏԱՍՍ,ՌԻԱ Նովոստի,Ինտերֆաքս,Ռոյթերս,Պանորամա,Ազատություն,Հետք,Ֆոտոլուր"
    ",Նովոստի Արմենիա,Հանրային ռադիո"
)
_AGENCIES += ",УНН,УНІАН,Укрінформ,Інтерфакс,MNA,FNA,A.W.,NPR,VOA News"
AGENCIES = frozenset(map(story_key, _AGENCIES.split(",")))
# Of these, the ones that are ordinary words too, and so name no agency where they stand alone.
AMBIGUOUS = frozenset(
    map(story_key, "AA,Report,Trend,Prime,Panorama,Turan,Вести,Прайм,Тренд,Панорама,Туран,Ъ,Պանորամա,Հետք".split(","))
)
AGENCY_ENDS = (
    *("press", "inform", "newswire", "news", "newsagency", "novosti", "gazette", "times", "radio"),
    *("пресс", "информ", "новости", "новостей", "агентство", "радио", "телеграф"),
    *("պրես", "ինֆորմ", "նյուզ", "լուրեր", "գործակալություն", "ռադիո"),
)
AGENCIES_OF_COUNTRIES = frozenset(
    ("інтерфакс", "рбк", "sputnik", "спутник", "новости", "novosti", "interfax", "интерфакс", "սպուտնիկ")
)
LATER_WORDS = frozenset(  # words of an agency's name that are written small
    "узел вестник служба бюро курьер "
    "агентство агентства новости информ радио телевидение news agency radio տապան ռադիո գործակալություն լուրեր".split()
)
AGENCY_BEGINS = ("иа", "ами", "риа", "агентство", "информагентство", "ռիա", "newsagency")  # before a name in quotes
TOP_LEVELS = frozenset(
    "am com net org info ru su ge az ua uk by kz kg uz tr ir il eu de fr it es us ca in cn tv fm io me co news press"
    " media agency today online site world biz рф ру ком հայ".split()
)


def place_key(name: str) -> str:
    """Return what all spellings of a place's name have in common: small letters, եվ for և and եւ."""
    return name.lower().replace("և", "եվ").replace("եւ", "եվ")


_COUNTRIES = (
    "armenia|azerbaijan|georgia|turkey|türkiye|iran|iraq|syria|russia|ukraine|belarus|moldova|kazakhstan|uzbekistan"
    "|kyrgyzstan|tajikistan|turkmenistan|karabakh|nagorno-karabakh|artsakh|abkhazia|south ossetia|france|germany|italy"
    "|spain|portugal|greece|cyprus|poland|austria|hungary|romania|bulgaria|serbia|croatia|switzerland|belgium|sweden"
    "|norway|denmark|finland|england|scotland|wales|ireland|britain|uk|u.k.|united kingdom|usa|u.s.|us|united states"
    "|canada|mexico|brazil|argentina|chile|china|japan|india|pakistan|israel|lebanon|jordan|egypt|libya|kuwait|qatar"
    "|uae|saudi arabia|australia|new zealand|kosovo|lithuania|latvia|estonia|netherlands|czech republic|slovakia"
    "|slovenia|south korea|north korea|vietnam|thailand|south africa|nigeria|kenya|ethiopia|afghanistan"
    "|calif|fla|mass|n.y|n.y.|n.j|n.j.|d.c|d.c.|texas|ohio|md|va|pa|ill|mich|minn|wash|ga|colo|conn|ariz|ore|tenn|wis"
    "|армения|азербайджан|грузия|турция|иран|ирак|сирия|россия|украина|беларусь|белоруссия|карабах|арцах"
    "|нагорный карабах|франция|германия|сша|казахстан|израиль|ливан|китай|україна"
    "|հայաստան|արմենիա|ադրբեջան|վրաստան|թուրքիա|իրան|սիրիա|ռուսաստան|արցախ|լեռնային ղարաբաղ|ֆրանսիա|ամն|գերմանիա"
)
COUNTRIES = frozenset(map(place_key, _COUNTRIES.split("|")))
_TOWNS = (
    "yerevan|gyumri|vanadzor|vagharshapat|etchmiadzin|echmiadzin|abovyan|kapan|hrazdan|armavir|artashat|goris|ijevan|sevan"
    "|dilijan|ashtarak|gavar|sisian|meghri|jermuk|spitak|stepanavan|alaverdi|masis|charentsavan|vayk|yeghegnadzor|berd"
    "|noyemberyan|tsaghkadzor|martuni|vardenis|stepanakert|shushi|hadrut|martakert|tbilisi|batumi|kutaisi|gori|poti"
    "|sukhumi|tskhinvali|baku|ganja|nakhchivan|sumgait|moscow|st. petersburg|saint petersburg|sochi|kazan|grozny"
    "|vladikavkaz|makhachkala|rostov-on-don|krasnodar|yekaterinburg|novosibirsk|vladivostok|kyiv|kiev|odessa|odesa|lviv"
    "|kharkiv|donetsk|minsk|chisinau|astana|nur-sultan|almaty|tashkent|bishkek|dushanbe|ashgabat|tehran|tabriz|isfahan"
    "|baghdad|erbil|damascus|aleppo|beirut|amman|jerusalem|tel aviv|gaza|cairo|tripoli|tunis|algiers|rabat|ankara"
    "|istanbul|izmir|kars|van|diyarbakir|doha|dubai|abu dhabi|riyadh|jeddah|kuwait city|muscat|sanaa|manama|kabul"
    "|islamabad|karachi|lahore|new delhi|delhi|mumbai|kolkata|chennai|bengaluru|bangalore|hyderabad|dhaka|colombo"
    "|kathmandu|beijing|shanghai|hong kong|taipei|tokyo|osaka|seoul|pyongyang|hanoi|bangkok|jakarta|manila|singapore"
    "|kuala lumpur|sydney|melbourne|canberra|wellington|auckland|london|manchester|edinburgh|glasgow|dublin|belfast"
    "|paris|marseille|lyon|nice|strasbourg|brussels|antwerp|amsterdam|the hague|rotterdam|luxembourg|berlin|munich"
    "|hamburg|frankfurt|cologne|dresden|vienna|salzburg|bern|zurich|geneva|lausanne|davos|rome|milan|naples|turin|venice"
    "|vatican city|madrid|barcelona|valencia|lisbon|porto|athens|thessaloniki|nicosia|limassol|valletta|warsaw|krakow"
    "|prague|bratislava|budapest|bucharest|sofia|belgrade|zagreb|ljubljana|sarajevo|skopje|pristina|tirana|podgorica"
    "|vilnius|riga|tallinn|helsinki|stockholm|gothenburg|oslo|bergen|copenhagen|reykjavik|washington|washington, d.c."
    "|new york|los angeles|san francisco|chicago|boston|philadelphia|houston|dallas|miami|atlanta|seattle|denver"
    "|las vegas|detroit|glendale|fresno|buffalo|pittsburgh|baltimore|phoenix|san diego|minneapolis|ottawa|toronto"
    "|montreal|vancouver|mexico city|havana|caracas|bogota|lima|quito|santiago|buenos aires|montevideo|brasilia"
    "|sao paulo|rio de janeiro|addis ababa|nairobi|lagos|abuja|johannesburg|cape town|pretoria|khartoum|mogadishu"
    "|київ|львів|одеса|харків|дніпро|запоріжжя|донецьк|полтава|чернігів|ереван|гюмри|ванадзор|вагаршапат|эчмиадзин|капан|раздан|армавир|горис|иджеван|севан|дилижан|гавар|сисиан|мегри"
    "|джермук|спитак|степанакерт|шуши|гадрут|мартакерт|тбилиси|батуми|кутаиси|поти|сухуми|сухум|цхинвал|цхинвали|баку"
    "|гянджа|нахичевань|москва|санкт-петербург|петербург|сочи|казань|грозный|владикавказ|махачкала|ростов-на-дону"
    "|краснодар|екатеринбург|новосибирск|владивосток|нижний новгород|самара|симферополь|севастополь|киев|одесса|львов"
    "|харьков|донецк|луганск|минск|кишинев|кишинёв|астана|нур-султан|алма-ата|алматы|ташкент|бишкек|душанбе|ашхабад"
    "|тегеран|багдад|эрбиль|дамаск|алеппо|бейрут|амман|иерусалим|тель-авив|каир|анкара|стамбул|доха|дубай|абу-даби"
    "|эр-рияд|кабул|исламабад|нью-дели|дели|пекин|шанхай|гонконг|токио|сеул|пхеньян|лондон|париж|марсель|страсбург"
    "|брюссель|амстердам|гаага|берлин|мюнхен|франкфурт|вена|берн|цюрих|женева|рим|милан|мадрид|барселона|лиссабон|афины"
    "|никосия|варшава|прага|братислава|будапешт|бухарест|софия|белград|загреб|вильнюс|рига|таллин|таллинн|хельсинки"
    "|стокгольм|осло|копенгаген|вашингтон|нью-йорк|лос-анджелес|чикаго|бостон|оттава|торонто|монреаль|гавана|каракас"
    "|երևան|երեւան|գյումրի|վանաձոր|վաղարշապատ|էջմիածին|աբովյան|կապան|հրազդան|արմավիր|արտաշատ|գորիս|իջևան|իջեւան|սևան"
    "|սեւան|դիլիջան|աշտարակ|գավառ|սիսիան|մեղրի|ջերմուկ|սպիտակ|ստեփանավան|ալավերդի|ստեփանակերտ|շուշի|հադրութ|մարտակերտ"
    "|մարտունի|թբիլիսի|բաթումի|բաքու|մոսկվա|սանկտ պետերբուրգ|սոչի|կիև|կիեւ|մինսկ|թեհրան|դամասկոս|հալեպ|բեյրութ|անկարա"
    "|ստամբուլ|լոնդոն|փարիզ|բրյուսել|բեռլին|վիեննա|ժնև|ժնեւ|հռոմ|մադրիդ|աթենք|վարշավա|պրահա|սոֆիա|վաշինգտոն|նյու յորք"
    "|լոս անջելես|պեկին|տոկիո|նյու դելի|աստանա|նուր-սուլթան|տաշքենդ|բիշքեկ|երուսաղեմ|կահիրե"
)
TOWNS = frozenset(map(place_key, _TOWNS.split("|")))
LABELS = frozenset(  # words in capitals before a dash or a colon that are no place
    map(
        story_key,
        "update,updated,breaking,exclusive,video,photo,photos,audio,live,analysis,opinion,interview,factbox,correction"
        ",question,questions,answer,answers,news,alert,urgent,watch,read,listen,note,editor,editorial,background,timeline"
        ",profile,review,report,reports,poll,quiz,sport,sports,weather,warning,attention,important,official,statement"
        ",developing,explainer,fact,facts,check,summary,headline,headlines,advisory,notice,unesco,unicef,covid,interpol"
        ",europol,asean,opec,brexit,nasdaq,gallery,infographic,special,part,chapter,section,day,week,story,feature,latest"
        ",видео,фото,аудио,срочно,обновлено,обновление,эксклюзив,мнение,интервью,анализ,обзор,опрос,справка,внимание,важно"
        ",официально,досье,вопрос,вопросы,ответ,ответы,репортаж,новости,новость,спорт,погода,молния,юнеско,юнисеф,магатэ"
        ",интерпол,инфографика,фоторепортаж,часть,глава,история,комментарий"
        ",տեսանյութ,լուսանկար,լուսանկարներ,ֆոտո,շտապ,թարմացված,բացառիկ,կարծիք,հարցազրույց,վերլուծություն,հարց,պատասխան"
        ",լուրեր,ուշադրություն,եղանակ,սպորտ,ուղիղ,մաս,տեսաֆիլմ".split(","),
    )
)
NEVER_FIRST = frozenset(
    "in on at from by for it he she they we but and a an this that these those when while if as after before since"
    " with his her its their there according в на с из по о об от за для при он она оно они мы и а но это если когда"
    " после до во со как у к".split()
)
PARTICLES = frozenset("of and de da do del der den la le el upon am sur на над и".split())
STATES = frozenset(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Me Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa"
    " Tenn Va Vt Wash Wis Wyo Ont Que".split()
)
