"""The list of the last imports, and the pages on which seeds are uploaded (seed_uploads.py)."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import path

from articles.admin import seed_uploads
from articles.admin.common.model_admin import NewsroomAdmin
from articles.models import ImportRun
from articles.text.dates import format_stamp


@admin.register(ImportRun)
class ImportRunAdmin(NewsroomAdmin):
    """The last imports, by the command or in the newsroom. A new one begins with an upload; none is ever changed."""

    list_display = ["started", "outcome"]
    list_display_links = None
    sortable_by = []
    actions = None

    class Media:
        css = {"all": ["css/newsroom/imports.css"]}

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        page = self.admin_site.admin_view(self.upload_view)
        return [path("upload/<str:token>/", page, name="articles_importrun_upload"), *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """Show the form for an upload, and the account's last uploads; a POST stores one and tries it."""
        return seed_uploads.upload_page(self, request)

    def upload_view(self, request, token):
        """Show what an upload would do, or has done; a POST imports it, tries it again or discards it."""
        return seed_uploads.trial_page(self, request, token)

    @admin.display(description="began")
    def started(self, run):
        return format_stamp(run.started_at)

    @admin.display(description="what it did")
    def outcome(self, run):
        return render_to_string("admin/_import_run.html", {"run": run, "in_list": True})
