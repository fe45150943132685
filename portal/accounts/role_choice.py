"""The role of an account: one choice that gives access to the newsroom, changes what it may do, or takes the access.

A role is a group, `is_staff` and, for administrators, `is_superuser`. Besides its role an account may be in further
groups of the site's own; superusers see and choose these.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet

from portal.newsroom.roles import ROLES

NO_ROLE, ADMINISTRATOR, OWN_PERMISSIONS = "none", "administrator", "own"  # the others are numbers of groups
NAMES = {
    NO_ROLE: "No role, no access",
    ADMINISTRATOR: "Administrator",
    OWN_PERMISSIONS: "Permissions of its own, no role",
}
MAY = {
    "Reporter": "write drafts of their own and those that they are handed, hand them over, write notes on them, "
    "add photos and files and mend them",
    "Editor": "also take, return and assign every draft, publish, send a flash, arrange the front page, "
    "set breaking news, correct, search and replace",
    "Chief editor": "also manage sections, languages, pages about the site, partners and accounts, import seeds, "
    "delete others' notes, and read the log",
    NAMES[ADMINISTRATOR]: "everything, and give any permission",
}
WRITES = ("draft_article", "add_article")  # whoever holds one of these writes stories


def permissions_of(account) -> set[int]:
    """Return the ids of the permissions that the account has itself or through its groups, even if it is inactive."""
    own = Permission.objects.filter(Q(user=account.pk) | Q(group__user=account.pk))
    return set(own.values_list("pk", flat=True))


def groups_to_give(giver) -> QuerySet[Group]:
    """Return the groups that hold no permission which the account `giver` does not hold itself."""
    if giver.is_superuser:
        return Group.objects.all()
    not_held = Permission.objects.exclude(pk__in=permissions_of(giver))
    return Group.objects.exclude(permissions__in=not_held)


def _by_rank(groups: Iterable[Group]) -> list[Group]:
    """Return the groups: those of ROLES in its order, then the site's own by name."""
    ranks = {name: rank for rank, name in enumerate(ROLES)}
    return sorted(groups, key=lambda group: (ranks.get(group.name, len(ranks)), group.name))


def _main(account) -> Group | None:
    """Return the group that is the account's role: the highest of ROLES, else the first of the site's own."""
    groups = _by_rank(account.groups.all())
    roles = [group for group in groups if group.name in ROLES]
    return roles[-1] if roles else next(iter(groups), None)


def further_groups(account) -> list[Group]:
    """Return the groups that the account is in besides its role; they stay if the role changes."""
    main = _main(account)
    return [group for group in account.groups.all() if group != main and group.name not in ROLES]


def role_of(account) -> str:
    """Return the account's role as a value of the choice."""
    if account.pk is None or not account.is_staff:
        return NO_ROLE
    if account.is_superuser:
        return ADMINISTRATOR
    main = _main(account)
    return str(main.pk) if main else OWN_PERMISSIONS


def name_of_role(account) -> str:
    """Return the account's role in words, with further groups: "Editor", "Editor, Night desk"."""
    role = role_of(account)
    if role in (NO_ROLE, OWN_PERMISSIONS):
        return NAMES[role]
    names = [NAMES[role] if role == ADMINISTRATOR else _main(account).name]
    return ", ".join([*names, *(group.name for group in further_groups(account) if group.name not in names)])


def choices(giver, account) -> list[tuple[str, str]]:
    """Return the roles that `giver` may give to `account`, each with what it may do."""
    groups = [(str(group.pk), group.name) for group in _by_rank(groups_to_give(giver))]
    if giver.is_superuser:
        groups.append((ADMINISTRATOR, NAMES[ADMINISTRATOR]))
    if role_of(account) == OWN_PERMISSIONS:
        groups.append((OWN_PERMISSIONS, NAMES[OWN_PERMISSIONS]))
    described = [(value, f"{name}: {MAY[name]}" if name in MAY else name) for value, name in groups]
    return [(NO_ROLE, NAMES[NO_ROLE]), *described]


def writes(role: str) -> bool:
    """Return whether accounts of the role sign stories. An administrator may run the machine, and write nothing."""
    held = Permission.objects.filter(content_type__app_label="articles", codename__in=WRITES)
    return role.isdecimal() and held.filter(group=int(role)).exists()


def set_access(account: User, role: str) -> None:
    """Set on the account, without saving it, what the role says of its access."""
    if role != OWN_PERMISSIONS:
        account.is_staff, account.is_superuser = role != NO_ROLE, role == ADMINISTRATOR


def set_groups(account: User, role: str, further: Iterable[Group]) -> None:
    """Put the saved account into the group of its role and the further ones; without a role it keeps no permission."""
    if role == NO_ROLE:
        account.groups.clear()
        account.user_permissions.clear()
    else:
        account.groups.set([*(group.pk for group in further), *([int(role)] if role.isdecimal() else [])])
