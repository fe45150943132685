"""Headlines that are a page's name, a menu's or a section's, and not the story's own. Imports no Django."""

from collections.abc import Iterable

from articles.imports.seeds.keys import story_key

# What pages, lists and menus call themselves. A section's name is such a headline too.
GENERAL = frozenset(
    map(
        story_key,
        """
        news / all news / latest news / last news / breaking news / top news / top stories / main news / news feed
        / newsfeed / newsline / news archive / archive / headlines / today / today's news / news of the day
        / homepage / home / home page / main / main page / index / article / articles / story / stories / read more
        / more / untitled / no title / title / headline / page not found / not found / error / error 404 / 404
        / access denied / just a moment / search / search results / about / about us / contact / contacts
        / contact us / video / videos / photo / photos / photo gallery / gallery / interview / interviews / opinion
        / analysis / press release / press releases / announcement / announcements / politics / economy / business
        / society / culture / sport / sports / world / world news / region / regional news / science / technology
        / tech / health / law / incidents / entertainment / weather / horoscope / updates / live / exclusive
        / новости / все новости / последние новости / главные новости / главное / новости дня / лента
        / лента новостей / срочно / срочные новости / топ новости / главная / главная страница / статья / статьи
        / архив / архив новостей / подробнее / читать далее / без названия / заголовок / ошибка / ошибка 404
        / страница не найдена / поиск / контакты / о нас / видео / фото / фоторепортаж / интервью / мнение / анализ
        / аналитика / пресс-релиз / пресс-релизы / объявление / объявления / политика / экономика / бизнес
        / общество / культура / спорт / мир / в мире / регион / регионы / наука / технологии / здоровье / право
        / происшествия / погода / гороскоп / новини / усі новини / всі новини / останні новини / головні новини
        / головна / стаття / політика / економіка / суспільство / світ / նորություններ / լուրեր / բոլոր լուրերը
        / բոլոր նորությունները / վերջին լուրեր / վերջին լուրերը / վերջին նորություններ / վերջին նորությունները
        / գլխավոր լուրեր / գլխավոր նորություններ / գլխավոր / գլխավոր էջ / օրվա լուրեր / լրահոս / հոդված / հոդվածներ
        / արխիվ / կարդալ ավելին / ավելին / որոնում / կապ / մեր մասին / տեսանյութ / լուսանկար / հարցազրույց
        / վերլուծություն / կարծիք / հայտարարություն / քաղաքականություն / տնտեսություն / հասարակություն / մշակույթ
        / սպորտ / աշխարհ / տարածաշրջան / գիտություն / առողջապահություն / եղանակ
        """.split("/"),
    )
)


LETTERS_MAX = max(map(len, GENERAL))


def warnings_of_headline(headline: str, key: str, sections: Iterable[str]) -> tuple[str, ...]:
    """Return a warning if the headline, whose story key is `key`, could stand above any story; else nothing.

    `sections` are the names of the site's sections.
    """
    if len(key) > LETTERS_MAX or (key not in GENERAL and key not in map(story_key, sections)):
        return ()
    return (f"the headline “{headline}” is too general: take the story's own from the page",)
