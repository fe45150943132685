from django.contrib import messages
from django.contrib.admin import action
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.shortcuts import redirect
from django.urls import reverse


class ProtectedRows:
    """A ModelAdmin mixin that refuses to delete some rows, and tells the editor why and what to do instead.

    A subclass with such rows defines `protected(queryset)`, which returns those of the queryset,
    `protected_because`, the sentence that follows the name of such a row, and has "delete_selected" in its `actions`.
    """

    protected_because = ""

    def protected(self, queryset):
        return queryset.none()

    def is_protected(self, obj) -> bool:
        return self.protected(self.model.objects.filter(pk=obj.pk)).exists()

    def may_delete(self, request, obj=None) -> bool:
        """Return whether the account may delete the row, or rows at all, unless they are protected."""
        return super().has_delete_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_delete(request, obj) and (obj is None or not self.is_protected(obj))

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id)) if self.protected_because else None
        if obj is None or not self.is_protected(obj) or not self.has_change_permission(request, obj):
            return super().delete_view(request, object_id, extra_context)
        self.message_user(request, f"“{obj}” {self.protected_because}", messages.ERROR)
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk]))

    def lock_rows(self, ids: list[int]) -> None:
        locked = self.model.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        list(locked.values_list("pk"))

    @action(permissions=["delete"], description="Delete")
    def delete_selected(self, request, queryset):
        """Run Django's own action if all of the chosen rows may be deleted."""
        ids = list(queryset.order_by("pk").values_list("pk", flat=True))
        self.lock_rows(ids)  # from here on nobody can publish what is about to be deleted
        protected = self.protected(self.model.objects.filter(pk__in=ids))
        first = protected.first()
        if first is None:
            return delete_selected(self, request, queryset)
        more = protected.count() - 1
        others = f" (and {more} more)" if more else ""
        message = f"“{first}”{others} {self.protected_because} Nothing was deleted."
        return self.message_user(request, message, messages.ERROR)
