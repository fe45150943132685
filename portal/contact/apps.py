from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "portal.contact"
    label = "contact"
    verbose_name = "Messages from readers"

    def ready(self):
        from articles.selfcheck.hidden import never_public  # here: models are ready only now
        from portal.contact.models import private_texts

        never_public(private_texts)
