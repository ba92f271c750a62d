import baobei.store.rows
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('book', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('link', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('book', models.CharField(max_length=60)),
                ('number', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=64)),
                ('action', models.CharField(max_length=40)),
                ('decision', models.TextField()),
                ('cites', models.TextField()),
                ('policy', models.CharField(max_length=64)),
                ('content_digest', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('link', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=40)),
                ('subject', models.UUIDField(null=True)),
                ('result', models.CharField(max_length=40)),
                ('detail', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=40)),
                ('cites', models.TextField()),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PageContent',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='content', serialize=False, to='book.page')),
                ('salt', models.CharField(max_length=32)),
                ('content', models.TextField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.UniqueConstraint(fields=('book', 'number'), name='gapless_book'),
        ),
        migrations.AddField(
            model_name='trace',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='trace',
            index=models.Index(fields=['subject', 'at'], name='trace_subject'),
        ),
        migrations.AddIndex(
            model_name='trace',
            index=models.Index(fields=['actor', 'action', 'at'], name='trace_actor'),
        ),
    ]
