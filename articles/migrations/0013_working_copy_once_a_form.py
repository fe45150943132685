"""A working copy belongs to one opened form, no longer to an account and a story: several of them can wait.

The column keeps its name and every row its value, under which it is still offered, taken up and let go. So the
processes of the release before may go on writing while this runs, and nothing but a small table is locked.
"""

from django.db import migrations, models

FORM = {"db_column": "story", "max_length": 40}


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_changed_covered")]

    operations = [
        migrations.RemoveConstraint("workingcopy", "working_copy_once_a_story"),
        migrations.AlterField("workingcopy", "story", models.CharField(**FORM)),
        migrations.RenameField("workingcopy", "story", "form"),
        migrations.AlterField(
            "workingcopy",
            "form",
            models.CharField(**FORM, help_text="The name that the page gave its form."),
        ),
        migrations.AddConstraint(
            "workingcopy", models.UniqueConstraint(fields=["account", "form"], name="working_copy_once_a_form")
        ),
    ]
