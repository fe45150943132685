from django.apps import AppConfig

from articles import editions


class PartnersConfig(AppConfig):
    name = "portal.partners"
    label = "partners"
    verbose_name = "Partner news"

    def ready(self):
        editions.watch(editions.Watched("partners_partner", ("name", "site_url", "active")))
        editions.watch(
            editions.Watched(
                "partners_partnerstory", ("partner_id", "title", "url", "published_at"), comes="published_at"
            )
        )
