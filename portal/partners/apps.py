from django.apps import AppConfig

from articles.database import edition

# The columns that readers see of a partner and of its stories; the state of a feed is not among them.
PARTNER = ("name", "site_url", "active", "shows", "language", "logo")
STORY = ("partner_id", "title", "url", "published_at", "hidden")
OF_ACTIVE = "EXISTS (SELECT 1 FROM partners_partner p WHERE p.id = {row}.partner_id AND p.active)"
NOT_HIDDEN = f"NOT {{row}}.hidden AND {OF_ACTIVE}"
SHOWN = f"{{row}}.published_at <= {{now}} AND {NOT_HIDDEN}"


class PartnersConfig(AppConfig):
    name = "portal.partners"
    label = "partners"
    verbose_name = "Partner news"

    def ready(self):
        edition.watch(edition.Watched("partners_partner", PARTNER, shown="{row}.active"))
        edition.watch(
            edition.Watched("partners_partnerstory", STORY, shown=SHOWN, comes="published_at", counts=NOT_HIDDEN)
        )
