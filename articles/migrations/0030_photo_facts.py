"""Who made a photo, when, where and how, and what others may do with it. No row is written: the columns have constants."""

from django.db import models

import articles.models.photo_facts
from articles.database.online_migration import AddConstant, OnlineMigration


class Migration(OnlineMigration):

    dependencies = [
        ('articles', '0029_versions_index'),
    ]

    operations = [
        AddConstant(
            model_name='photo',
            name='copyright',
            field=models.CharField(blank=True, db_default='', default='', help_text='Such as © 2020 Anahit Sargsyan.', max_length=300, verbose_name='copyright notice'),
        ),
        AddConstant(
            model_name='photo',
            name='creator',
            field=models.CharField(blank=True, db_default='', default='', help_text='Who took or made it, by name.', max_length=200),
        ),
        AddConstant(
            model_name='photo',
            name='may_be_passed_on',
            field=models.BooleanField(db_default=True, default=True, help_text='Without it, the photo stays on our pages alone: not in feeds, data files and cards of shared links.', verbose_name='may be passed on'),
        ),
        AddConstant(
            model_name='photo',
            name='place',
            field=models.CharField(blank=True, db_default='', default='', help_text='Where, such as Gyumri, Armenia.', max_length=200),
        ),
        AddConstant(
            model_name='photo',
            name='source_type',
            field=models.CharField(blank=True, choices=[('digitalCapture', 'taken with a camera'), ('computationalCapture', 'taken with a camera from several exposures'), ('negativeFilm', 'scanned from a negative'), ('positiveFilm', 'scanned from a slide'), ('print', 'scanned from a print'), ('screenCapture', 'taken from a screen'), ('humanEdits', 'changed by hand'), ('algorithmicallyEnhanced', 'enhanced by software, such as sharpened or coloured'), ('compositeCapture', 'put together from photos'), ('composite', 'put together from several pictures'), ('compositeSynthetic', 'put together, partly made by software'), ('compositeWithTrainedAlgorithmicMedia', 'changed with AI'), ('trainedAlgorithmicMedia', 'made with AI'), ('algorithmicMedia', 'made by software without AI'), ('dataDrivenMedia', 'made from data'), ('digitalCreation', 'drawn on a computer'), ('virtualRecording', 'taken in a virtual world')], db_default='', default='', help_text='How it came to be. Readers are told if it was made or changed by software.', max_length=50, verbose_name='digital source type'),
        ),
        AddConstant(
            model_name='photo',
            name='taken',
            field=models.CharField(blank=True, db_default='', default='', help_text='The day, or day and time: 2020-10-02, 2020-10-02T19:13+04:00.', max_length=35, validators=[articles.models.photo_facts.check_moment]),
        ),
        AddConstant(
            model_name='photo',
            name='usage_terms',
            field=models.CharField(blank=True, db_default='', default='', help_text='What its owner allows, such as One-time use, no archive; or the address of a license.', max_length=500),
        ),
    ]
