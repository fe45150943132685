"""The roles of the newsroom, which are Django's groups, and what each of them may do."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

ALL_VERBS = ("view", "add", "change", "delete")


def permissions_for(app: str, *models: str, verbs=ALL_VERBS) -> set[str]:
    """Return the permissions `app.verb_model` for each of the verbs and models."""
    return {f"{app}.{verb}_{model}" for verb in verbs for model in models}


# Only their own drafts (articles/admin/article/permissions.py), and the parts of a story.
REPORTER = (
    {"articles.draft_article"}
    | permissions_for("articles", "article", verbs=["add"])
    | permissions_for("articles", "byline")
    | permissions_for("articles", "photo", "mediafile", verbs=["view", "add"])
    | permissions_for("articles", "author", "embed", "section", "tag", verbs=["view"])
    | permissions_for("readership", "storyreads", verbs=["view"])
)
EDITOR = (
    REPORTER
    | {"articles.publish_article", "articles.revoke_previewlink"}
    | permissions_for("articles", "correction", "replacement", verbs=["view", "add"])
    | permissions_for("articles", "embed", "front", "breaking", verbs=["view", "change"])
    | permissions_for("articles", "article", "author", "photo", "mediafile", "tag", "topstory", "frontslot")
    | permissions_for("contact", "message", verbs=["view", "change"])
)
CHIEF_EDITOR = (
    EDITOR
    | permissions_for("articles", "section", "language", "sitepage")
    | {"articles.open_language", "articles.delete_note"}
    | permissions_for("articles", "importrun", verbs=["view", "add"])
    | permissions_for("partners", "partner", "partnerstory")
    | permissions_for("contact", "message", verbs=["delete"])
    # Accounts are never deleted, because their actions would disappear from the log with them.
    | permissions_for("auth", "user", verbs=["view", "add", "change"])
    | {"admin.view_logentry", "axes.view_accessfailurelog"}
)
ROLES = {"Reporter": REPORTER, "Editor": EDITOR, "Chief editor": CHIEF_EDITOR}


def ensure_roles(using: str, apps=installed, **kwargs) -> None:
    """Create the groups of ROLES in the database `using`, and add the permissions they lack; safe to repeat.

    It runs after every `migrate`, whose models are in `apps`. It removes
    nothing: permissions that an administrator added to a group stay. It creates the
    permissions first, since Django creates those of an app only after this runs.
    """
    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
        permissions = apps.get_model("auth", "Permission").objects.using(using)
    except LookupError:
        return  # migrated back to a state without groups
    for label in {name.partition(".")[0] for names in ROLES.values() for name in names}:
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
    ids = {
        f"{app}.{name}": pk for app, name, pk in permissions.values_list("content_type__app_label", "codename", "pk")
    }
    for name, wanted in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*(ids[name] for name in wanted if name in ids))
