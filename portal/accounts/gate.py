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
from portal.accounts import second_factor, sessions, views, way_back
from portal.accounts.second_factor import missing_step
from portal.accounts.throttle import LIMIT_OF_NAME_AND_ADDRESS, origin

SESSION_OVER = "Your session has ended. Log in again to return to the page you were on."
WRONG_OLD_MESSAGE = "Wrong old password"
LOCKED_OUT = "Too many failed log-ins. Wait {}, then try again."


def urls(site) -> list:
    """Return the URL patterns that Django's admin does not have."""
    return [
        path("code/", half_open_page(site, views.ask_for_code), name="code"),
        path("account/second-factor/", half_open_page(site, views.set_up_second_factor), name="set_up"),
        path("account/", site.admin_view(lambda request: views.show_own_account(site, request)), name="account"),
    ]


def is_staff(site, request) -> bool:
    """Return whether the session has given the password of a newsroom account, whatever else is missing."""
    return AdminSite.has_permission(site, request)


def redirect_to_page(site, request, name: str, next_address: str | None = None):
    """Redirect to a page before the newsroom, which then leads back to `next_address` or the requested page."""
    return redirect_to_login(next_address or request.get_full_path(), reverse(f"admin:{name}", current_app=site.name))


def ended_if_over(request) -> bool:
    """End the session if it has lasted too long, tell the user, and return True; otherwise note that it is in use."""
    if sessions.is_over(request.session, half_open=bool(missing_step(request))):
        audit(request, request.user, "Logged out: the session was over.")
        logout(request)
        messages.warning(request, SESSION_OVER)
        return True
    sessions.mark_seen(request.session)
    return False


def guarded(site, view):
    """Wrap a newsroom view so that only complete sessions see it; redirect half-open ones to what is missing.

    With the answer comes or goes the cookie for readers' pages (portal/accounts/way_back.py).
    """

    def wrapper(request, *args, **kwargs):
        complete, response = is_staff(site, request), None
        if complete:
            is_log_out = request.path == reverse("admin:logout", current_app=site.name)
            if ended_if_over(request):
                response = redirect_to_page(site, request, "login")
            elif missing_step(request):
                complete = False
                response = (
                    site.logout(request)
                    if is_log_out
                    else never_cached(redirect_to_page(site, request, missing_step(request)))
                )
        response = response or view(request, *args, **kwargs)
        return way_back.mark(request, response, inside=complete and request.user.is_authenticated)

    return update_wrapper(wrapper, view)


def never_cached(response):
    add_never_cache_headers(response)
    return response


def half_open_page(site, page):
    """Wrap a page for users who have given the password, and perhaps nothing more."""

    def wrapper(request):
        if not is_staff(site, request) or ended_if_over(request):
            return redirect_to_page(site, request, "login", next_address=views.next_address(request))
        return page(site, request)

    return csp_replace(settings.NEWSROOM_CSP)(never_cache(csrf_protect(wrapper)))


def log_in(site, request, view, extra_context):
    """Run Django's log-in and log it: "Password given" if the account has a second factor, otherwise "Logged in".

    Who is logged in already, from another tab, is led on: to what is missing, or to the page that was asked for.
    """
    if request.method == "GET" and is_staff(site, request):
        if missing_step(request):
            return redirect(f"{reverse(f'admin:{missing_step(request)}')}?{request.GET.urlencode()}")
        return redirect(views.next_address(request))
    response = view(request, extra_context)
    if request.method == "POST" and response.status_code == 302:
        # request.user is the account that was just authenticated, without what later requests of its session add.
        needs_code = second_factor.has_factor(request.user)
        audit(request, request.user, f"{'Password given' if needs_code else 'Logged in'}, from {origin(request)}.")
    return response


def log_out(site, request, view, extra_context):
    if request.method == "POST" and request.user.is_authenticated:
        audit(request, request.user, "Logged out.")
    return view(request, extra_context)


def change_password(site, request, view, extra_context):
    """Show Django's page. A wrong old password counts as a failed log-in; too many end the session that guesses.

    The right one is accepted whatever failed elsewhere: guessing at the log-in locks nobody out of their own account.
    """
    if request.method == "POST" and is_guessing(request, request.POST.get("old_password", "")):
        audit(request, request.user, "Logged out: too many wrong old passwords.")
        logout(request)
        request.axes_locked_out = True  # django-axes replaces the response with that of `show_lockout`
        return HttpResponse(status=429)
    return view(request, extra_context)


def is_guessing(request, old_password: str) -> bool:
    """Return whether the old password is wrong once too often; lock the account to count simultaneous guesses, too."""
    with transaction.atomic():
        account = User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
        if not request.session.exists(request.session.session_key):
            return True  # ended by an earlier guess
        if account.check_password(old_password):
            return False
        authenticate(request, username=account.get_username(), password=old_password)
        request.axes_locked_out = False  # the log-in may be locked; this page counts by itself
        audit(request, account, f"{WRONG_OLD_MESSAGE} from {origin(request)}.")
        wrong_passwords = LogEntry.objects.filter(user=account, change_message__startswith=WRONG_OLD_MESSAGE)
        return (
            wrong_passwords.filter(action_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME).count()
            >= LIMIT_OF_NAME_AND_ADDRESS
        )


@csp_replace(settings.NEWSROOM_CSP)
def show_lockout(request, response, credentials):
    """Show the log-in form again, with how long to wait (429), if django-axes has locked the user out."""
    locked_until = AxesProxyHandler.get_implementation().locked_until(request, credentials)
    seconds = max(1, math.ceil((locked_until - timezone.now()).total_seconds()))
    messages.error(request, LOCKED_OUT.format(views.duration_in_words(seconds)))
    form = AdminAuthenticationForm(request, initial={"username": request.POST.get("username", "")})
    address = request.get_full_path()
    page = views.render_page(admin.site, request, "login", "Log in", status=429, form=form, app_path=address).render()
    page["Retry-After"] = str(seconds)
    return never_cached(page)
