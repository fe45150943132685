"""The pages between the password and the newsroom, and the page on which users manage their own account."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from articles.admin.languages.own import LanguagesField, language_choices, own_languages
from articles.history.audit_log import audit
from articles.models import EditorLanguage, MailChoice
from portal.accounts import second_factor, sessions
from portal.accounts.throttle import origin

WRONG_CODE = "This code is wrong or already used. Each code works once: wait for the next one."
WRONG_CODE_WAIT = "This code is wrong, or was entered too soon after a wrong one. Wait {}, then try again."
WRONG_CODE_IN_SET_UP = "This code is wrong. Check that your phone's clock is right, then enter the newest code."


class CodeForm(forms.Form):
    """A form for one code: six digits from the phone, or a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


def duration_in_words(seconds: int) -> str:
    """Return a waiting time in words, rounded up: "40 seconds", "2 minutes"."""
    number, unit = (seconds, "second") if seconds < 60 else (-(-seconds // 60), "minute")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def next_address(request) -> str:
    """Return the address that the user wanted, if it is on this site, otherwise the newsroom's start page."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME, request.GET.get(REDIRECT_FIELD_NAME, ""))
    is_local = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_local else reverse("admin:index")


def render_page(site, request, name: str, title: str, status: int = 200, **context) -> TemplateResponse:
    """Return one of these pages, in the newsroom's layout."""
    request.current_app = site.name
    context |= {**site.each_context(request), "title": title, REDIRECT_FIELD_NAME: next_address(request)}
    return TemplateResponse(request, f"admin/{name}.html", context, status=status)


def accepted_device(request, form):
    """Return the device that accepts the form's code, or None; log a wrong code and add the reason to the form."""
    if not form.is_valid():
        return None
    device, seconds = second_factor.check_code(request.user, form.cleaned_data["code"])
    if device is None:
        audit(request, request.user, f"Wrong code from {origin(request)}.")
        form.add_error("code", WRONG_CODE_WAIT.format(duration_in_words(seconds)) if seconds else WRONG_CODE)
    return device


def ask_for_code(site, request):
    """Ask for the code after the password, and accept a recovery code, once."""
    if second_factor.missing_step(request) != "code":
        return redirect(next_address(request))
    form = CodeForm(request.POST or None)
    device = accepted_device(request, form) if request.method == "POST" else None
    if device is None:
        return render_page(site, request, "accounts/code", "Your code", form=form)
    second_factor.mark_session_verified(request, device)
    by_recovery = device.model_label() == "otp_static.staticdevice"
    codes_left = second_factor.count_recovery_codes(request.user)
    if by_recovery:
        messages.warning(request, f"Recovery codes left: {codes_left}. You can create new ones under “Account”.")
    method = f"recovery code, {codes_left} left" if by_recovery else "code"
    audit(request, request.user, f"Logged in with a {method}, from {origin(request)}.")
    return redirect(next_address(request))


def set_up_second_factor(site, request):
    """Show the secret as a picture and as letters; the first right code activates it and shows the recovery codes."""
    if second_factor.has_factor(request.user):
        return redirect(next_address(request) if REDIRECT_FIELD_NAME in request.GET else "admin:account")
    form = CodeForm(request.POST or None)
    device = second_factor.unconfirmed_device(request.user)
    if request.method == "POST" and form.is_valid():
        confirmed = second_factor.confirm(request.user, form.cleaned_data["code"])
        if confirmed:
            return show_codes(site, request, confirmed)
        seconds = second_factor.seconds_to_wait(device)
        form.add_error(
            "code", WRONG_CODE_WAIT.format(duration_in_words(seconds)) if seconds > 2 else WRONG_CODE_IN_SET_UP
        )
    context = {"picture": second_factor.qr_code(device), "secret": second_factor.grouped_secret(device)}
    required = second_factor.is_required(request.user)
    return render_page(
        site, request, "accounts/set_up", "Set up your second factor", form=form, required=required, **context
    )


def show_codes(site, request, device=None):
    """Show new recovery codes, once; with `device`, a second factor has just been set up, and other sessions end."""
    codes = second_factor.make_recovery_codes(request.user)
    if device:
        second_factor.mark_session_verified(request, device)
        request.user.has_second_factor = True
        sessions.end_all(request.user, keep=request.session.session_key)
    audit(request, request.user, "Second factor set up." if device else "Second factor: new recovery codes.")
    return render_page(site, request, "accounts/codes", "Your recovery codes", codes=codes)


class LanguagesForm(forms.Form):
    """A form in which users choose the languages in which they work; without `choices` there are none to choose."""

    languages = LanguagesField()

    def __init__(self, choices, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = choices


def choose_languages(request, choices):
    """Save the languages that were ticked; an unknown one changes nothing."""
    form = LanguagesForm(choices, request.POST)
    if form.is_valid():
        EditorLanguage.objects.choose(request.user, form.cleaned_data["languages"])
        named = ", ".join(name for tag, name in choices if tag in form.cleaned_data["languages"])
        messages.success(request, f"Lists begin with {named or 'all languages'} from now on.")
    else:
        messages.error(request, " ".join(form.errors["languages"]))
    return redirect("admin:account")


def choose_mail(request):
    """Save whether the account is mailed what is new for it."""
    MailChoice.objects.choose(request.user, wanted="mail" in request.POST)
    wanted = "What is new for you is mailed to you from now on." if "mail" in request.POST else "No mails from now on."
    messages.success(request, wanted)
    return redirect("admin:account")


def show_own_account(site, request):
    """Show the user's own account: password, second factor, sessions, languages, mails. A POST names what to `do`."""
    form = CodeForm(request.POST) if "code" in request.POST else None
    do = request.POST.get("do") if request.method == "POST" else None
    if do == "everywhere":
        sessions.end_all(request.user, keep=request.session.session_key)
        audit(request, request.user, "Logged out everywhere else.")
        messages.success(request, "All your other sessions have ended.")
        return redirect("admin:account")
    choices = language_choices(request)
    if do == "languages" and choices:
        return choose_languages(request, choices)
    if do == "mail" and settings.NOTICE_MAIL:
        return choose_mail(request)
    if do in ("codes", "remove") and form and accepted_device(request, form):
        if do == "codes":
            return show_codes(site, request)
        second_factor.remove(request.user, keep=request.session.session_key)
        audit(request, request.user, "Second factor removed.")
        messages.success(request, "The second factor was removed from your account.")
        return redirect("admin:account")
    context = {
        "has_factor": second_factor.has_factor(request.user),
        "required": second_factor.is_required(request.user),
    }
    context |= {
        "codes_left": second_factor.count_recovery_codes(request.user),
        "languages": LanguagesForm(choices, initial={"languages": own_languages(request)}) if choices else None,
        "may_be_mailed": settings.NOTICE_MAIL,
        "is_mailed": settings.NOTICE_MAIL and MailChoice.objects.filter(account=request.user).exists(),
        "idle": duration_in_words(settings.SESSION_IDLE_MINUTES * 60),
    }
    return render_page(
        site,
        request,
        "accounts/account",
        "Your account",
        form=form or CodeForm(),
        hours=settings.SESSION_HOURS,
        **context,
    )
