"""The confirmation page that an action of a change list shows before it does anything."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse


def asking_page(modeladmin, request, action: str, template: str, **context) -> TemplateResponse:
    """Return the page made from `template`.

    `template` is a path below admin/articles/. The answer is posted back to the list with the same rows chosen.
    """
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "action": action,
        "checkbox": ACTION_CHECKBOX_NAME,
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across") == "1",
        **context,
    }
    return TemplateResponse(request, f"admin/articles/{template}", context)
