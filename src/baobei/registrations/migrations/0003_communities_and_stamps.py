
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registrations', '0002_decided_pairs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Collision',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('found_at', models.DateTimeField()),
                ('decision', models.CharField(blank=True, default='', max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='CommunityEntry',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('alias', 'Alias'), ('phase', 'Phase'), ('prefix', 'Prefix'), ('district', 'District')], max_length=10)),
                ('name', models.CharField(max_length=60)),
                ('estate', models.CharField(blank=True, default='', max_length=60)),
                ('phase', models.CharField(blank=True, default='', max_length=10)),
                ('city', models.CharField(blank=True, default='', max_length=20)),
                ('district', models.CharField(blank=True, default='', max_length=20)),
                ('origin', models.UUIDField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('revision', models.CharField(max_length=40)),
            ],
        ),
        migrations.AddField(
            model_name='customerdata',
            name='stamp',
            field=models.CharField(db_default='', max_length=40),
        ),
        migrations.AddField(
            model_name='hold',
            name='customer',
            field=models.TextField(db_default=''),
        ),
        migrations.AddField(
            model_name='hold',
            name='stamp',
            field=models.CharField(db_default='', max_length=40),
        ),
        migrations.AddIndex(
            model_name='customerdata',
            index=models.Index(fields=['stamp'], name='customer_stamp'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(fields=['stamp'], name='hold_stamp'),
        ),
        migrations.AddField(
            model_name='collision',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registrations.registration'),
        ),
        migrations.AddField(
            model_name='collision',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registrations.registration'),
        ),
        migrations.AddIndex(
            model_name='communityentry',
            index=models.Index(fields=['revision'], name='community_revision'),
        ),
        migrations.AddConstraint(
            model_name='communityentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['alias', 'phase', 'prefix', 'district'])), name='known_kind_of_entry'),
        ),
        migrations.AddConstraint(
            model_name='communityentry',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('kind', 'name', 'estate', 'phase', 'city', 'district'), name='one_live_entry'),
        ),
        migrations.AddIndex(
            model_name='collision',
            index=models.Index(fields=['decision', 'found_at'], name='collision_open'),
        ),
        migrations.AddConstraint(
            model_name='collision',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='one_collision_a_pair'),
        ),
    ]
