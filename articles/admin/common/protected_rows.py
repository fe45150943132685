from django.contrib import messages
from django.contrib.admin import action
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.shortcuts import redirect
from django.urls import reverse


class KeptRows:
    """A ModelAdmin mixin that refuses to delete some rows, and tells the editor why and what to do instead.

    Subclasses define `kept(queryset)`, which returns the rows of the queryset that may not be deleted, and
    `kept_because`, the sentence that follows the name of such a row.
    """

    kept_because = ""
    actions = ["delete_selected"]

    def kept(self, queryset):
        raise NotImplementedError

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not self.kept(self.model.objects.filter(pk=obj.pk)).exists())

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        kept = obj is not None and self.kept(self.model.objects.filter(pk=obj.pk)).exists()
        if not kept or not self.has_change_permission(request, obj):
            return super().delete_view(request, object_id, extra_context)
        self.message_user(request, f"“{obj}” {self.kept_because}", messages.ERROR)
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk]))

    def lock_rows(self, ids: list[int]) -> None:
        locked = self.model.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        list(locked.values_list("pk"))

    @action(permissions=["delete"], description="Delete")
    def delete_selected(self, request, queryset):
        """Run Django's own action if all of the chosen rows may be deleted."""
        ids = list(queryset.order_by("pk").values_list("pk", flat=True))
        self.lock_rows(ids)  # from here on nobody can publish what is about to be deleted
        kept = self.kept(self.model.objects.filter(pk__in=ids))
        first = kept.first()
        if first is None:
            return delete_selected(self, request, queryset)
        more = kept.count() - 1
        others = f" (and {more} more)" if more else ""
        self.message_user(request, f"“{first}”{others} {self.kept_because} Nothing was deleted.", messages.ERROR)
