"""Importing partners from a list of feeds (OPML) in the newsroom (upload a file, choose feeds), and exporting it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from portal.partners import opml
from portal.partners.models import Partner
from portal.partners.opml import NoOpml, Outline


class ListForm(forms.Form):
    """A form for the file to read; its cleaned value is the list of feeds that the file names."""

    file = forms.FileField(label="OPML file", help_text="As feed readers export it; at most 1 MB and 500 feeds.")

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            return opml.read(upload.read(opml.BYTES_MAX + 1))
        except NoOpml as error:
            raise ValidationError(str(error)) from error


def import_list(admin, request):
    """Ask for a file, show its feeds, and create partners from the chosen ones."""
    context = {**admin.admin_site.each_context(request), "title": "Partners from a list of feeds", "opts": admin.opts}
    if request.method == "POST" and "choose" in request.POST:
        return _make(admin, request)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid():
        context["rows"] = [(one, _partner(one)[1], signing.dumps(one)) for one in form.cleaned_data["file"]]
    return TemplateResponse(request, "admin/partners/partner/import_list.html", {**context, "form": form})


def _partner(outline: Outline) -> tuple[Partner, str]:
    """Return the partner that the outline describes, and why it cannot be created ("" if it can)."""
    partner = Partner(**outline._asdict())
    if Partner.objects.filter(feed_url=partner.feed_url).exists():
        return partner, "there already"
    try:
        partner.full_clean()
    except ValidationError as error:
        return partner, " ".join(error.messages)
    return partner, ""


def _make(admin, request):
    made, left = [], []
    with transaction.atomic():
        for chosen in request.POST.getlist("choose")[: opml.OUTLINES_MAX]:
            try:
                partner, why = _partner(Outline(*signing.loads(chosen)))
            except signing.BadSignature as error:
                raise BadRequest("what was ticked is none of the feeds that were shown") from error
            if why:
                left.append(f"{partner.name}: {why}")
                continue
            partner.save()
            admin.log_addition(request, partner, "Taken from a list of feeds.")
            made.append(partner)
    text = f"{len(made)} partner{'' if len(made) == 1 else 's'} added; they are fetched at the next run."
    admin.message_user(request, text, messages.SUCCESS if made else messages.WARNING)
    if left:
        admin.message_user(request, f"Left out: {'; '.join(left)}"[:2000], messages.WARNING)
    return HttpResponseRedirect(reverse("admin:partners_partner_changelist"))


def export_list(admin, request):
    """Return all partners that have a feed, as an OPML file to download."""
    partners = Partner.objects.exclude(feed_url="")
    outlines = [Outline(partner.name, partner.feed_url, partner.site_url) for partner in partners]
    body = opml.write(f"{settings.SITE_NAME}: partners", outlines)
    headers = {"Content-Disposition": 'attachment; filename="partners.opml"'}
    return HttpResponse(body, content_type="text/x-opml; charset=utf-8", headers=headers)
