from django.db import migrations, models


class Migration(migrations.Migration):
    # By itself: PostgreSQL changes no table whose rows the same transaction has written.

    dependencies = [
        ("partners", "0002_feeds"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="partnerstory",
            constraint=models.UniqueConstraint(fields=("partner", "identity"), name="partner_story_known_once"),
        ),
    ]
