"""Access to the newsroom: who may enter, with what, and what is logged. portal.newsroom.site.NewsroomSite calls it.

A user who has given only the password has a half-open session: every page of the
newsroom redirects it to the page for the code, or to setting up the second factor.
"""

import math
from functools import update_wrapper

from axes.handlers.proxy import AxesProxyHandler
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.models import LogEntry
from django.contrib.auth import authenticate, logout
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from articles.history.audit_log import audit
from portal.accounts import second_factor, sessions, views
from portal.accounts.second_factor import missing
from portal.accounts.throttle import OF_NAME_AND_ADDRESS, origin

OVER = "Your session has ended. Log in again; you will be back where you were."
WRONG_OLD = "Wrong old password"
LOCKED = "Too many failed log-ins. Wait {}, then try again."


def urls(site) -> list:
    """Return the URL patterns that Django's admin does not have."""
    return [
        path("code/", half_open(site, views.ask_for_code), name="code"),
        path("account/second-factor/", half_open(site, views.set_up), name="set_up"),
        path("account/", site.admin_view(lambda request: views.own_account(site, request)), name="account"),
    ]


def is_staff(site, request) -> bool:
    """Return whether the session has given the password of a newsroom account, whatever else is missing."""
    return AdminSite.has_permission(site, request)


def to(site, request, name: str, beside: str | None = None):
    """Redirect to one of the pages before the newsroom, which then leads back to `beside` or the requested page."""
    return redirect_to_login(beside or request.get_full_path(), reverse(f"admin:{name}", current_app=site.name))


def ended(request) -> bool:
    """End the session if it has lasted too long, tell the user, and return True; otherwise note that it is in use."""
    if sessions.is_over(request.session, half_open=bool(missing(request))):
        audit(request, request.user, "Logged out: the session was over.")
        logout(request)
        messages.warning(request, OVER)
        return True
    sessions.note(request.session)
    return False


def guarded(site, view):
    """Wrap a newsroom view so that only complete sessions see it; redirect half-open ones to what is missing."""

    def inner(request, *args, **kwargs):
        if is_staff(site, request):
            leaving = request.path == reverse("admin:logout", current_app=site.name)
            if ended(request):
                return to(site, request, "login")
            if missing(request):
                return site.logout(request) if leaving else never(to(site, request, missing(request)))
        return view(request, *args, **kwargs)

    return update_wrapper(inner, view)


def never(response):
    add_never_cache_headers(response)
    return response


def half_open(site, page):
    """Wrap a page for users who have given the password, and perhaps nothing more."""

    def inner(request):
        if not is_staff(site, request) or ended(request):
            return to(site, request, "login", beside=views.onward(request))
        return page(site, request)

    return csp_replace(settings.NEWSROOM_CSP)(never_cache(csrf_protect(inner)))


def log_in(site, request, view, extra_context):
    """Run Django's log-in and log it: "Password given" if the account has a second factor, otherwise "Logged in"."""
    if request.method == "GET" and is_staff(site, request) and missing(request):
        return redirect(f"{reverse(f'admin:{missing(request)}')}?{request.GET.urlencode()}")
    response = view(request, extra_context)
    if request.method == "POST" and response.status_code == 302:
        # request.user is the account that was just authenticated, without what later requests of its session add.
        needs = second_factor.has_factor(request.user)
        audit(request, request.user, f"{'Password given' if needs else 'Logged in'}, from {origin(request)}.")
    return response


def log_out(site, request, view, extra_context):
    if request.method == "POST" and request.user.is_authenticated:
        audit(request, request.user, "Logged out.")
    return view(request, extra_context)


def change_password(site, request, view, extra_context):
    """Show Django's page. A wrong old password counts as a failed log-in; too many end the session that guesses.

    The right one is accepted whatever failed elsewhere: guessing at the log-in locks nobody out of their own account.
    """
    if request.method == "POST" and guesses(request, request.POST.get("old_password", "")):
        audit(request, request.user, "Logged out: too many wrong old passwords.")
        logout(request)
        request.axes_locked_out = True  # django-axes replaces the response with that of `locked`
        return HttpResponse(status=429)
    return view(request, extra_context)


def guesses(request, old: str) -> bool:
    """Return whether the old password is wrong once too often; lock the account to count simultaneous guesses, too."""
    with transaction.atomic():
        account = User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
        if not request.session.exists(request.session.session_key):
            return True  # ended by an earlier guess
        if account.check_password(old):
            return False
        authenticate(request, username=account.get_username(), password=old)
        request.axes_locked_out = False  # the log-in may be locked; this page counts by itself
        audit(request, account, f"{WRONG_OLD} from {origin(request)}.")
        wrong = LogEntry.objects.filter(user=account, change_message__startswith=WRONG_OLD)
        return wrong.filter(action_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME).count() >= OF_NAME_AND_ADDRESS


@csp_replace(settings.NEWSROOM_CSP)
def locked(request, response, credentials):
    """Show the log-in form again, with how long to wait (429), if django-axes has locked the user out."""
    opens = AxesProxyHandler.get_implementation().opens_at(request, credentials)
    seconds = max(1, math.ceil((opens - timezone.now()).total_seconds()))
    messages.error(request, LOCKED.format(views.in_words(seconds)))
    form = AdminAuthenticationForm(request, initial={"username": request.POST.get("username", "")})
    address = request.get_full_path()
    page = views.show(admin.site, request, "login", "Log in", status=429, form=form, app_path=address).render()
    page["Retry-After"] = str(seconds)
    return never(page)
