"""What tells one language of a script from another: its common words, letters and endings. Imports nothing.

A word, letter or ending that several languages have is listed under each of them, and counts less for each. All are in
lower case. Add a language with the words of any newspaper: articles, prepositions, conjunctions, forms of "to be".
"""

from typing import NamedTuple


class Marks(NamedTuple):
    """The marks of a language: words, special letters and endings (of two or three letters), separated by spaces."""

    words: str
    letters: str = ""
    endings: str = ""


LATIN = {
    "en": Marks(
        "the of and to in is was for that with on as are by from at be has have had will would it its an a this not "
        "but or who which after over says said say his her their they he she were been than more about into when what "
        "how why new first no if you your we our up out against amid before during where there can could may should "
        "years year people government today minister calls meets visits wins signs opens one two three four five six "
        "seven eight nine ten monday tuesday wednesday thursday friday saturday sunday least dead killed court police "
        "president prices price beats beat sends votes leads reopens hit high week day win loses lose turns shakes "
        "brings welcome",
        endings="ing ed tion ness ity ers ght ously ance ment ies",
    ),
    "de": Marks(
        "der die das und ist nicht von zu den dem des ein eine einen einem einer mit für auf im sich auch als an nach "
        "wird werden wurde wurden bei aus hat haben sind war es er sie wir ich sein seine ihre über vor zum zur durch "
        "gegen unter noch nur mehr wie oder aber dass kann bis um am in so will uhr jahre jahren seit zwischen neue "
        "neuen neuer kein keine was wer wenn alle sagt soll heute regierung eins zwei drei vier fünf sechs sieben "
        "acht neun zehn montag dienstag mittwoch donnerstag freitag samstag sonntag mindestens tote gericht polizei "
        "minister trifft beschließt reist fordert gewinnt verliert dauert steigt sinkt fällt warnt kommt geht bleibt "
        "weiter nächste woche tag prozent erneut wieder mehrere streik urteil wahl",
        "ä ö ü ß",
        "ung lich isch ten eit eln gen hen ßen icht ische ungen",
    ),
    "fr": Marks(
        "le la les des du de et est en un une pour dans que qui sur au aux par pas plus ne se ce cette ces son sa ses "
        "il elle ils avec sont été était a ont mais ou où leur leurs comme après avant entre contre sans sous depuis "
        "selon nous vous je on fait être avoir peut deux ans d l qu n s c y lors très déjà président ministre "
        "gouvernement nouveau nouvelle trois quatre cinq six sept huit neuf dix lundi mardi mercredi jeudi vendredi "
        "samedi dimanche moins morts police reçoit rencontre annonce adopte ouvre gagne prochain prochaine semaine "
        "jour chez toujours aussi encore grève élections",
        "é è ê à ç ù û î ô œ ë ï",
        "eux aux ment ées tion ois ait ère que ais ont eur eurs",
    ),
    "es": Marks(
        "el la los las de del y en que es un una por para con no se su sus al lo como más pero o ha han fue era son "
        "este esta estos entre sobre sin hasta desde cuando muy también ser está están dos años tras contra según "
        "donde hay ya le les nos durante gobierno presidente ministro todo todos otro nueva nuevo ante hoy tres "
        "cuatro cinco seis siete ocho nueve diez lunes martes miércoles jueves viernes sábado domingo menos muertos "
        "policía recibe visita anuncia aprueba abre gana pierde próximo semana día así sólo cada mil huelga "
        "elecciones",
        "ñ á í ó ú é ¿ ¡",
        "ción ado ido dad ando iones aron ños mente eron sión ones",
    ),
    "it": Marks(
        "il lo la gli le i di del della dei delle dello degli dell nel nella nei nelle e è un una uno per con che non "
        "si sono in da dal dalla al alla alle ai su sul sulla tra fra come più ma ha hanno era stato stata anche se "
        "ci suo sua suoi dopo prima contro oggi anni governo presidente ministro questo questa quando dove essere "
        "nuovo nuova due tutti tre quattro cinque sei sette otto nove dieci lunedì martedì mercoledì giovedì venerdì "
        "sabato domenica almeno morti polizia incontra annuncia approva apre vince perde prossimo settimana giorno "
        "ancora ogni mila sciopero elezioni",
        "à è ì ò ù é",
        "ione ato ata ati zione zzo etto ella are ere ire ità ano ono oni nti",
    ),
    "pt": Marks(
        "o a os as de do da dos das e em no na nos nas um uma que para por com não se ao aos à às pelo pela é são foi "
        "ser está mais mas como sua seu suas seus entre sobre após até sem já também ou quando muito anos contra há "
        "tem têm foram governo presidente ministro este esta num numa ele ela depois novo nova isso três quatro cinco "
        "seis sete oito nove dez segunda terça quarta quinta sexta sábado domingo menos mortos polícia recebe visita "
        "anuncia aprova abre vence perde próximo semana dia ainda cada mil greve eleições",
        "ã õ ç á â ê ó ô é í à ú",
        "ção ções ado ido dade ão ões mento ram ando ou eiro eira",
    ),
    "nl": Marks(
        "de het een en van in is op te dat voor met zijn die niet aan er om ook als naar bij uit door over tot maar "
        "wordt worden werd heeft hebben was waren nog wel meer geen dan deze dit hun haar hij zij ze wij we kan zal "
        "zullen tegen na onder tussen jaar jaren nieuwe mensen volgens moet moeten al omdat zegt sinds vandaag "
        "regering twee drie vier vijf zes zeven acht negen tien maandag dinsdag woensdag donderdag vrijdag zaterdag "
        "zondag zeker doden politie minister ontmoet keurt goed opent wint verliest stijgt daalt volgend volgende "
        "week dag weer terug kamer verkiezingen",
        "ë ï",
        "eid lijk sche ijk aan aar elen ing ren gen den ten eerd ijke",
    ),
    "pl": Marks(
        "i w z na do się nie jest że o to od po za przez dla jak ale czy co ze są był była było będzie oraz przed pod "
        "nad ich jego jej tego tym ten ta te które który która także tylko już lat roku przy bez może między podczas "
        "wobec u rząd nowy nowe polski polska polskie mówi został dwa trzy cztery pięć sześć siedem osiem dziewięć "
        "dziesięć poniedziałek wtorek środa czwartek piątek sobota niedziela najmniej policja minister spotkał "
        "przyjął otwiera wygrał przegrał przyszły tydzień dzień nowa sejm wybory prezydent premier",
        "ą ć ę ł ń ś ź ż ó",
        "ego emu ych ów ości ach ami owa anie enie ski nia nie cie ia ły li",
    ),
    "cs": Marks(
        "a v na se je že s z o do to i k si za by po pro ale jako jsou byl byla bylo bude od při podle už které který "
        "která také jen nebo před mezi proti aby jeho jejich tak co ve ze let roce vláda nová nový kvůli uvedl řekl "
        "není jak dva tři čtyři pět šest sedm osm devět deset pondělí úterý středa čtvrtek pátek sobota neděle "
        "nejméně policie ministr schválila příští týden den znovu prezident premiér volby víme",
        "ě ř ů č š ž á í é ý ú ň ť ď",
        "ého ách ení ost ní ého ých ové ala ili ím",
    ),
    "sk": Marks(
        "a v na sa je že s z o do to i k si za by po pre ale ako sú bol bola bolo bude od pri podľa už ktoré ktorý "
        "ktorá aj len alebo pred medzi proti aby jeho ich tak čo vo zo rokov roku vláda nová nový povedal uviedol nie "
        "dva tri štyri päť šesť sedem osem deväť desať pondelok utorok streda štvrtok piatok sobota nedeľa najmenej "
        "polícia minister schválil budúci týždeň deň opäť prezident premiér voľby vieme môžu",
        "ľ ĺ ŕ ô ä č š ž á í é ý ú ň ť ď",
        "ého ách enie osť ných ové ala ili ím ých",
    ),
    "ro": Marks(
        "și şi de la în pe cu din a al ale care nu este sunt o un pentru că mai au fost va fi se să prin după despre "
        "sau dar ca între până fără către lui ei acest această ani contra împotriva dintre cel cea fiind guvernul "
        "președintele nou noi are doi trei patru cinci șase șapte opt nouă zece luni marți miercuri joi vineri "
        "sâmbătă duminică puțin morți poliția ministrul adoptat viitor anul săptămână ziua știm alegeri",
        "ă â î ș ț ş ţ",
        "ul lui ului elor ilor ește ea ții ate are ele",
    ),
    "hu": Marks(
        "a az és hogy nem is egy van volt lesz meg csak már el ki de mint vagy ha még ez azt ezt után szerint között "
        "miatt ellen több új évi éves kell lehet magyar kormány által alatt nélkül óta akik amely minden mert pedig "
        "két három négy öt hat hét nyolc kilenc tíz hétfő kedd szerda csütörtök péntek szombat vasárnap halott "
        "rendőrség miniszter elfogadta jövő újra nap elnök választás",
        "ő ű ö ü á é í ó ú",
        "ban ben nak nek val vel tól ről ása ott ett ság ség ják ik ról",
    ),
    "hr": Marks(
        "i u na je se da za od s su o će ne iz sa do po ali ili kao što koji koja koje bio bila nije nakon prije "
        "protiv između samo već još biti te vlada predsjednik ministar novi godine godina gdje ovdje tko zbog prema "
        "vijesti rekao svi ova ovaj dva tri četiri pet šest sedam osam devet deset ponedjeljak utorak srijeda "
        "četvrtak petak subota nedjelja policija usvojio sljedeće sljedeću tjedan dan ponovno izbori",
        "č ć š ž đ",
        "iji anje enje nja ski ost ima ama ije nih ali",
    ),
    "sr-Latn": Marks(
        "i u na je se da za od s su o će ne iz sa do po ali ili kao što koji koja koje bio bila nije nakon pre protiv "
        "između samo već još biti vlada predsednik ministar novi godine godina gde ovde ko šta zbog prema vesti rekao "
        "posle vreme svet mesto sve svi ova ovaj dva tri četiri pet šest sedam osam devet deset ponedeljak utorak "
        "sreda četvrtak petak subota nedelja policija usvojila usvojio sledeće sledeću nedelje dan ponovo izbori "
        "skupština",
        "č ć š ž đ",
        "anje enje nja ski ost ima ama nih ali",
    ),
    "sv": Marks(
        "och att det i en på är av för som med till den har de inte om ett han hon var från vid eller men ska kan "
        "efter när så över sig sin under mot mellan också nu där här många år utan alla vill skulle blev bli "
        "regeringen nya säger två tre fyra fem sex sju åtta nio tio måndag tisdag onsdag torsdag fredag lördag söndag "
        "minst döda polisen minister möter antar öppnar vinner förlorar nästa vecka dag igen riksdagen val",
        "å ä ö",
        "ade erna arna het ing nde ska tt ar",
    ),
    "da": Marks(
        "og at det i en på er af for som med til den har de ikke om et han hun var fra ved eller men skal kan efter "
        "når så over sig sin under mod mellem også nu der her mange år uden alle vil ville blev blive regeringen nye "
        "siger bliver to tre fire fem seks syv otte ni ti mandag tirsdag onsdag torsdag fredag lørdag søndag mindst "
        "døde politiet minister møder vedtager åbner vinder taber næste uge dag igen folketinget valg deres",
        "å æ ø",
        "ede erne hed ing nde ske er else",
    ),
    "nb": Marks(
        "og at det i en på er av for som med til den har de ikke om et han hun var fra ved eller men skal kan etter "
        "når så over seg sin under mot mellom også nå der her mange år uten alle vil ville ble bli regjeringen nye "
        "sier blir ei to tre fire fem seks sju åtte ni ti mandag tirsdag onsdag torsdag fredag lørdag søndag minst "
        "døde politiet minister møter vedtar åpner vinner taper neste uke dag igjen stortinget valg deres åpent møtet",
        "å æ ø",
        "ene het ing nde ske er else",
    ),
    "fi": Marks(
        "ja on ei se että oli ovat hän joka mutta myös kun niin kuin tai jos vain ole olla mukaan sekä jo vielä mitä "
        "tämä jotka eivät sitä sen uusi vuoden vuotta kanssa jälkeen ennen asti mikä nyt sanoo hallitus kaksi kolme "
        "neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen maanantai tiistai keskiviikko torstai perjantai "
        "lauantai sunnuntai ainakin kuollut poliisi ministeri hyväksyi ensi viikko päivä jälleen eduskunta vaalit "
        "voivat",
        "ä ö",
        "ssa ssä sta stä lla llä lle een iin nen aan tta ttä isi",
    ),
    "et": Marks(
        "ja on ei et see oli mis kui ka aga ning oma ta nad või kes pärast enne kuid siis juba veel selle tema aasta "
        "aastat uus valitsus ütles välja üle kas kaks kolm neli viis kuus seitse kaheksa üheksa kümme esmaspäev "
        "teisipäev kolmapäev neljapäev reede laupäev pühapäev vähemalt surnud politsei minister võttis järgmise "
        "järgmine nädal päev taas riigikogu valimised saavad",
        "õ ä ö ü",
        "sse ast ega ile ud mine ks tud",
    ),
    "tr": Marks(
        "ve bir bu için ile de da olarak çok daha ne gibi sonra kadar olan en ise ya var yok değil mi mı ki o göre "
        "karşı yeni türkiye arasında ama veya önce oldu olacak etti üzere yıl yılda ilk diye her tarafından son "
        "bakanı başbakan açıklama iki üç dört beş altı yedi sekiz dokuz on pazartesi salı çarşamba perşembe cuma "
        "cumartesi pazar az ölü polis bakan cumhurbaşkanı kabul açıldı kazandı yendi kaybetti gelecek hafta gün "
        "yeniden meclis seçim deprem",
        "ı ğ ş ç ö ü",
        "lar ler ları leri dan den nın nin ında inde mış miş yor dı di acak ecek ması mesi",
    ),
    "az": Marks(
        "və bir bu üçün ilə də da olaraq çox daha nə kimi sonra qədər olan isə ya var yox deyil ki o görə qarşı yeni "
        "azərbaycan arasında amma əvvəl oldu olacaq edib üzrə il ildə ilk hər tərəfindən son nazir nazirliyi edir "
        "olub bildirib haqqında iki üç dörd beş altı yeddi səkkiz doqquz on bazar cümə şənbə azı ölü polis prezident "
        "qəbul açıldı qalib gələn həftə gün yenidən seçki zəlzələ məlumat etdi edəcək nəfər",
        "ə ı ğ ş ç ö ü",
        "lar lər ları ləri dan dən nın nin ında ində mış miş ıb ib maq mək acaq əcək ması məsi",
    ),
    "lt": Marks(
        "ir yra kad su iš į bet tai jis ji kaip buvo bus nuo prie apie po už per tik dar jau ar ne pagal prieš metų "
        "metais dėl arba bei taip šis ši kurie kuris naujas vyriausybė sako du trys keturi penki šeši septyni aštuoni "
        "devyni dešimt pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis "
        "mažiausiai policija ministras priėmė kitų savaitė diena vėl seimas rinkimai gali",
        "ą č ę ė į š ų ū ž",
        "as is us ių ais oje imas ijos ti ės os",
    ),
    "lv": Marks(
        "un ir ka no ar par uz kas bet arī viņš viņa kā bija būs pie pēc līdz vai nav ne šis šī gada gadu gadā tikai "
        "jau lai pret pirms dēļ savu jauns valdība teica divi trīs četri pieci seši septiņi astoņi deviņi desmit "
        "pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena vismaz policija ministrs pieņēma "
        "nākamā nedēļa diena atkal saeima vēlēšanas var",
        "ā č ē ģ ī ķ ļ ņ š ū ž",
        "as is us jā ām iem šana ijas ības ā",
    ),
    "sq": Marks(
        "të e në dhe i për me se nga një që është si u ka më do nuk janë ishte kjo ky por ose pas para mes kundër "
        "shqipëri tij saj qeveria ministri sipas dy tre katër pesë gjashtë shtatë tetë nëntë dhjetë hënë martë "
        "mërkurë enjte premte shtunë diel pak policia miratoi ardhshëm javë ditë sërish zgjedhjet vitin",
        "ë ç",
        "ve it së isë imi uar ojë",
    ),
    "id": Marks(
        "yang dan di ke dari untuk dengan ini itu pada adalah akan telah dalam tidak oleh sebagai juga karena bisa "
        "ada mereka kami kita tahun baru lebih setelah sebelum presiden menteri pemerintah kata atau saat para satu "
        "dua tiga empat lima enam tujuh delapan sembilan sepuluh senin selasa rabu kamis jumat sabtu minggu sedikit "
        "tewas polisi bertemu mengesahkan membuka dibuka menang depan hari kembali dapat mulai pemilu harga",
        endings="kan nya an asi ang",
    ),
    "vi": Marks(
        "và của là có trong cho với không được các những một này từ người đã đến khi ra về trên năm ở để đang sẽ theo "
        "tại nhà vào việt nam ông bị hai ba bốn sáu bảy tám chín mười tuần ngày lại mới cảnh sát tổng thống qua sách",
        "ạ ả ấ ầ ậ ắ ằ ặ ế ề ệ ể ị ọ ố ồ ộ ớ ờ ợ ở ụ ủ ứ ừ ự ữ ư ơ đ ă ử",
    ),
}

CYRILLIC = {
    "ru": Marks(
        "и в не на что с по как это а но из за от о об для до при его ее её их он она они или был была было были "
        "будет будут также после уже ещё еще так если где когда который которая которые может есть нет над под без "
        "через между во со ко году лет года только всех все всё тоже более из-за против чем кто россии сообщил заявил "
        "том этого этой у стал стала стали самый новые новый новая два три четыре пять шесть семь восемь девять "
        "десять понедельник вторник среда четверг пятница суббота воскресенье суд полиция президент министр цены курс "
        "погода дело открыл открыта прибыл встретился встретятся следующий неделя день снова выборы",
        "ы э ё ъ и щ",
        "ого его ый ая ые ть ться ился лся ции ния ние ых ей ов ет ют ыл ет ыми ой ий",
    ),
    "uk": Marks(
        "і й та в у не на що з із зі по як це а але за від о для до при його її їх він вона вони або був була було "
        "були буде будуть також після вже ще так якщо де коли який яка які яке може є немає над під без через між про "
        "році років року тільки лише всіх все проти чим хто україни україні заявив повідомив цього цієї щоб раді рада "
        "ухвалила закон мову має мають можна два три чотири п ять шість сім вісім дев десять понеділок вівторок "
        "середа четвер ятниця субота неділя суд поліція президент міністр уряд ціни курс справи прибув прибула "
        "переміг перемогла зустрівся відклав відкрили зменшив збільшив податки наступний тиждень день знову вибори "
        "малого",
        "і ї є ґ и щ",
        "ого ій ня ття ння ти тися ися ють ить ції ів ами ський ська ське ли ала ила ував",
    ),
    "be": Marks(
        "і й у ў не на што з са па як гэта а але за ад аб для да пры яго яе іх ён яна яны ці быў была было былі будзе "
        "будуць таксама пасля ўжо яшчэ так калі дзе які якая якія можа ёсць няма над пад без праз паміж пра годзе "
        "гадоў года толькі ўсіх усе супраць хто беларусі заявіў гэтага каб больш два тры чатыры пяць шэсць сем восем "
        "дзевяць дзесяць панядзелак аўторак серада чацвер пятніца субота нядзеля суд паліцыя прэзідэнт міністр урад "
        "цэны прыняў прыняла сустрэўся адкрылі наступны тыдзень дзень зноў выбары сёлета большы вядома парламент",
        "і ў ы э ё",
        "ага ць цца ння ыя ўся лі ых цыі ай скі ская іў ыў аў",
    ),
    "bg": Marks(
        "и в не на че с по като това а но за от до при му ще се са е съм бе беше бяха или също след вече още така ако "
        "където когато който която които което може има няма над под без през между във със към година години само "
        "всички против срещу кой българия заяви този тази тези нов нова си да я го ги министърът според два три "
        "четири пет шест седем осем девет десет понеделник вторник сряда четвъртък петък събота неделя съд полицията "
        "президентът правителството цени прие приема откри намали следващата седмица ден отново избори какво знаем "
        "новото загинали",
        "ъ и щ",
        "ата ият ите ото ета ция ния ъта ва ха ава ява иха тът лят",
    ),
    "mk": Marks(
        "и во не на дека со по како ова а но за од до при ќе се е сум беше беа или исто веќе уште така ако каде кога "
        "кој која кои може има нема над под без преку меѓу кон година години само сите против македонија изјави овој "
        "оваа овие нов нова да ја го ги според биде два три четири пет шест седум осум девет десет понеделник вторник "
        "среда четврток петок сабота недела суд полицијата претседателот владата цени усвои отвори следната ден "
        "повторно избори што знаеме новиот",
        "ѓ ќ ѕ ј љ њ џ и",
        "ата иот ите ото ција ва аа ува еше ање",
    ),
    "sr": Marks(
        "и у не на да са по као ово а али за од до при ће се је су сам био била било или такође после након већ још "
        "тако ако где када који која које може има нема над под без кроз између ка година године само сви против "
        "србија србије изјавио овај ова нови нова што шта из с о ти он два три четири пет шест седам осам девет десет "
        "понедељак уторак среда четвртак петак субота недеља суд полиција председник влада цене усвојио отворен "
        "следеће следећу недеље дан поново избори зна новом испред протест скупштина скупштине",
        "ј љ њ ћ ђ џ и",
        "ија ије ање ења ски ост има ама оји ло ла ли",
    ),
    "kk": Marks(
        "және мен бен пен бұл осы үшін да де бір деп болды болып болған емес туралы бойынша жылы жыл қазақстан ол "
        "оның олар бар жоқ кейін дейін жаңа ең қарсы арасында мемлекет президенті министрі өз екі үш төрт бес алты "
        "жеті сегіз тоғыз он дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі сот полиция үкімет баға "
        "қабылдады ашылды келесі апта күн қайта сайлау хабарлады",
        "ә ғ қ ң ө ұ ү һ і ы",
        "дың дің ның нің лар лер дар дер ған ген ды ді",
    ),
    "ky": Marks(
        "жана менен бул үчүн да де бир деп болду болуп болгон эмес жөнүндө боюнча жылы жыл кыргызстан ал анын алар "
        "бар жок кийин чейин жаңы эң каршы ортосунда мамлекет президенти өз эки үч төрт беш алты жети сегиз тогуз он "
        "дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби сот полиция өкмөт баа кабыл алды ачылды кийинки "
        "апта күн кайра шайлоо билдирди тууралуу",
        "ң ө ү ы э",
        "дын дин нын нин лар лер дөр лөр ган ген ды ди уу үү",
    ),
    "tg": Marks(
        "ва дар аз ба ки барои бо ин он як аст буд шуд мешавад то низ ҳам сол соли тоҷикистон президенти пас байни "
        "нав бар ё на ду се чор панҷ шаш ҳафт ҳашт нуҳ даҳ душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе суд "
        "полис ҳукумат нарх қабул кушода оянда ҳафта рӯз интихобот",
        "ғ ӣ қ ӯ ҳ ҷ э и",
        "ҳои ҳо анд ист ии",
    ),
    "tt": Marks(
        "һәм белән бу өчен да дә бер дип булды булып булган түгел турында буенча елда ел татарстан ул аның алар бар "
        "юк соң кадәр яңа иң каршы арасында ике өч дүрт биш алты җиде сигез тугыз ун дүшәмбе сишәмбе чәршәмбе "
        "пәнҗешәмбе җомга шимбә якшәмбе суд полиция хөкүмәт бәя кабул ачылды киләсе атна көн яңадан сайлау хәбәр",
        "ә ө ү җ ң һ ы э",
        "ның нең лар ләр дан дән ган гән ды де",
    ),
    "mn": Marks(
        "ба болон нь энэ тэр нэг гэж байна байсан болсон бол улсын монгол онд оны дээр хийж талаар хувь шинэ "
        "ерөнхийлөгч хоёр гурав дөрөв тав зургаа долоо найм ес арав даваа мягмар лхагва пүрэв баасан бямба ням шүүх "
        "цагдаа засгийн газар үнэ батлав нээв дараа хоног өдөр дахин сонгууль",
        "ө ү э ы",
        "ийн ыг ийг аас ээс оос тэй тай сан сэн лөө лээ",
    ),
}

ARABIC = {
    "ar": Marks(
        "في من على إلى أن التي الذي هذا هذه عن مع ما لا بعد كان كانت بين قبل أو ثم قد كل خلال حول ضد عام رئيس "
        "وزير وقال",
        "ة ى ي ك أ إ ؤ ئ",
    ),
    "fa": Marks(
        "در از به که را این با آن است برای می شد شده تا یک بر بود خود هم اما یا گفت ها سال کرد کرده نیست پس دو باید "
        "وزیر علیه رئیس‌جمهور",
        "پ چ ژ گ ی ک",
    ),
    "ur": Marks(
        "کے کی میں ہے اور سے کا کو نے پر ہیں یہ اس کہ بھی نہیں تھا ہو گیا کر ایک وہ لیے جو گے گی تھی بعد",
        "ٹ ڈ ڑ ے ں ہ ھ پ چ گ ی ک",
    ),
    "ckb": Marks("لە بۆ بە کە ئەو ئەم و لەگەڵ دەکات کوردستان", "ە ێ ۆ ڕ ڵ پ چ ژ گ ی ک"),
}
