"""Actions of the list on many stories at once: immediately, or after a page that asks something."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.template.response import TemplateResponse

from articles.admin.article.publishing.publish_warnings import confirmation_of, warnings_by_story
from articles.admin.article.publishing.steps import PUBLISH, RESTORE, STEPS, Step, reason_field
from articles.admin.article.translations.clashes import clash, clash_among
from articles.admin.common.confirmation import confirmation_page
from articles.admin.common.lookup_widgets import LookupSelect
from articles.models import Article, Section, Tag, TaggedArticle

LANGUAGE_IS_RIGHT = "language_is_right"  # an action of a site of several languages
STORIES_SHOWN = 10  # stories that the confirmation page lists; for the others it gives the number


class Action(NamedTuple):
    """One action. `asks` makes the field whose cleaned value is passed on as `answer`; None if it asks nothing."""

    name: str
    label: str
    permission: str
    asks: Callable[[], forms.Field] | None
    applies: Callable[[Article, Any], bool]
    take: Callable[[Article, Any], None]
    done: str  # follows the number of stories in the message; {} is the answer


def from_step(step: Step) -> Action:
    """Return the action that takes the form's step, with a reason if the step requires one."""

    def take(article, answer):
        article.withdrawn_because = answer or ""
        step.take(article)

    def applies(article, answer):
        return article.state in step.states and not (step is RESTORE and clash(article, article.language))

    asks = reason_field if step.wants_reason else None
    return Action(step.name, step.label, "publish", asks, applies, take, step.done)


def section_field() -> forms.Field:
    return forms.ModelChoiceField(Section.objects.all(), label="Section")


def tag_field() -> forms.Field:
    widget = LookupSelect(TaggedArticle._meta.get_field("tag"), admin.site)
    return forms.ModelChoiceField(Tag.objects.all(), label="Tag", widget=widget)


def is_tagged(article: Article, tag: Tag) -> bool:
    return article.tags.filter(pk=tag.pk).exists()


def move(article: Article, section: Section) -> None:
    article.keep_as_imported()
    article.section = section
    article.save(update_fields=["section"])


def add_tag(article: Article, tag: Tag) -> None:
    article.keep_as_imported()
    article.tags.add(tag)
    article.save()  # this makes a version, as the form does


def remove_tag(article: Article, tag: Tag) -> None:
    article.keep_as_imported()
    article.tags.remove(tag)
    article.save()


def confirm_language(article: Article, answer) -> None:
    Article.objects.filter(pk=article.pk).update(language_doubtful=False)


ACTIONS = [
    *map(from_step, STEPS),
    Action(
        *(LANGUAGE_IS_RIGHT, "Language is right", "change", None),
        applies=lambda article, _: article.language_doubtful,
        take=confirm_language,
        done="no longer in doubt",
    ),
    Action(
        *("move", "Move to section", "change", section_field),
        applies=lambda article, section: article.section_id != section.pk,
        take=move,
        done="moved to {}",
    ),
    Action(
        *("add_tag", "Add tag", "change", tag_field),
        applies=lambda article, tag: not is_tagged(article, tag),
        take=add_tag,
        done="tagged {}",
    ),
    Action(
        *("remove_tag", "Remove tag", "change", tag_field),
        applies=is_tagged,
        take=remove_tag,
        done="no longer tagged {}",
    ),
]


class Question(forms.Form):
    """A form with the one question of an action."""

    def __init__(self, field: forms.Field, data=None):
        super().__init__(data)
        self.fields["answer"] = field


def action_for(action: Action):
    """Return the function that Django's list calls: ask what there is to ask, then act on each story it applies to."""

    @admin.action(permissions=[action.permission], description=action.label)
    def act(model_admin, request, queryset):
        form = None
        if action.asks:
            form = Question(action.asks(), request.POST if "answer" in request.POST else None)
            if not form.is_valid():
                return ask(model_admin, request, queryset, action, form)
        answer = form.cleaned_data["answer"] if form else None
        ids = list(queryset.values_list("pk", flat=True))
        Article.objects.lock_many()
        locked = Article.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        chosen = list(locked)  # as they are now
        ready = [article for article in chosen if action.applies(article, answer)]
        if action.name == RESTORE.name and (message := clash_among(ready)):
            return model_admin.message_user(request, message, messages.ERROR)
        warned = warnings_by_story(ready) if action.name == PUBLISH.name else []
        if warned and request.POST.get("answer") != confirmation_of_all(warned):
            return show_warnings(model_admin, request, action, ready, warned)
        for article in ready:
            action.take(article, answer)
            model_admin.log_change(request, article, f"{action.label}: {answer}" if form else f"{action.label}.")
        report(model_admin, request, action, answer, len(ready), len(chosen) - len(ready))

    act.__name__ = action.name  # by which Django finds an action
    return act


def ask(model_admin, request, queryset, action: Action, form: Question) -> TemplateResponse:
    """Return the page with the question of an action."""
    number = queryset.count()
    return confirmation_page(
        *(model_admin, request, action.name, "article/ask.html"),
        title=titled(action, number),
        label=action.label,
        form=form,
        media=model_admin.media + form.media,
        stories=list(queryset[:STORIES_SHOWN]),
        more=max(number - STORIES_SHOWN, 0),
    )


def show_warnings(model_admin, request, action: Action, ready: list[Article], warned: list) -> TemplateResponse:
    """Return the confirmation page shown before stories that have warnings are published."""
    return confirmation_page(
        *(model_admin, request, action.name, "article/publish.html"),
        title=titled(action, len(ready)),
        warned=warned,
        answer=confirmation_of_all(warned),
        sure=len(ready) - len(warned),
    )


def confirmation_of_all(warned: list) -> str:
    """Return the token that the page's button sends; it confirms exactly these warnings about these stories."""
    return confirmation_of([(article.pk, warnings) for article, warnings in warned])


def titled(action: Action, number: int) -> str:
    return f"{action.label}: {number} {'story' if number == 1 else 'stories'}"


def report(model_admin, request, action: Action, answer, done: int, left: int) -> None:
    """Tell the editor how many stories the action changed, and to how many it does not apply."""
    stories = "story is" if done == 1 else "stories are"
    text = f"{done} {stories} {action.done.format(answer)}."
    if left:
        text += f" {left} left as {'it was' if left == 1 else 'they were'}: {action.label} does not apply."
    model_admin.message_user(request, text, messages.SUCCESS if done else messages.WARNING)
