"""The confirmation page that an action of a change list shows before it does anything."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse


def confirmation_page(model_admin, request, action: str, template: str, **context) -> TemplateResponse:
    """Return the page made from `template`.

    `template` is a path below admin/articles/. The answer is posted back to the list with the same rows chosen.
    """
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "action": action,
        "checkbox": ACTION_CHECKBOX_NAME,
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across") == "1",
        **context,
    }
    return TemplateResponse(request, f"admin/articles/{template}", context)
