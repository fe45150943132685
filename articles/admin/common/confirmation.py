"""The page on which an action of a list asks something before it does anything."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse


def asking_page(modeladmin, request, action: str, template: str, **context) -> TemplateResponse:
    """The page from `template`, below admin/articles/; its answer comes back to the list with the same rows chosen."""
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
