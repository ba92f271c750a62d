import baobei.store.rows
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('scope', models.CharField(blank=True, default='', max_length=60)),
                ('kind', models.CharField(max_length=40)),
                ('status', models.CharField(choices=[('valid', 'Valid'), ('awaiting_choice', 'Awaiting Choice'), ('awaiting_review', 'Awaiting Review'), ('invalid', 'Invalid'), ('signed', 'Signed'), ('released', 'Released')], max_length=20)),
                ('registered_at', models.DateTimeField()),
                ('counts_from', models.DateTimeField()),
                ('valid_until', models.DateTimeField(null=True)),
                ('clock', models.CharField(blank=True, default='', max_length=40)),
                ('clause', models.CharField(blank=True, default='', max_length=20)),
                ('waits_until', models.DateTimeField(null=True)),
                ('concerns_until', models.DateTimeField()),
                ('followed_at', models.DateTimeField(null=True)),
                ('deposit_at', models.DateTimeField(null=True)),
                ('deposit', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('contested_since', models.DateTimeField(null=True)),
                ('completeness', models.PositiveSmallIntegerField()),
                ('between', models.TextField(default='[]')),
                ('resembles', models.TextField(default='[]')),
                ('contest', models.TextField(blank=True, default='')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='people.department')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('expected_amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('expected_unit_price', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('expected_signing', models.DateField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registrations.registration')),
            ],
        ),
        migrations.CreateModel(
            name='CustomerData',
            fields=[
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='customer', serialize=False, to='registrations.registration')),
                ('name', models.CharField(max_length=100)),
                ('phones', models.TextField()),
                ('address', models.CharField(max_length=300)),
                ('relatives', models.TextField()),
                ('form', models.TextField()),
                ('reading', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='DayCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('asked', models.PositiveIntegerField(default=0)),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('form', models.TextField()),
                ('saved_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('follow_up', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='note', serialize=False, to='registrations.followup')),
                ('text', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('placed_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reading', models.TextField()),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='HoldKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('hold', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='registrations.hold')),
            ],
        ),
        migrations.CreateModel(
            name='KeyClaim',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('scope', models.CharField(blank=True, default='', max_length=60)),
                ('key', models.CharField(max_length=200)),
                ('released_at', models.DateTimeField(null=True)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='KnownPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('estate', models.CharField(max_length=120)),
                ('district', models.CharField(max_length=60)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('estate', 'district'), name='known_place_once')],
            },
        ),
        migrations.CreateModel(
            name='RegistrationKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, to='registrations.registration')),
            ],
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['holder', 'valid_until'], name='registration_holder'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['valid', 'awaiting_choice', 'awaiting_review', 'invalid', 'signed', 'released'])), name='known_status'),
        ),
        migrations.AddConstraint(
            model_name='daycount',
            constraint=models.UniqueConstraint(fields=('employee', 'day'), name='one_counter_a_day'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['registration', 'at'], name='follow_up_registration'),
        ),
        migrations.AddIndex(
            model_name='holdkey',
            index=models.Index(fields=['key', 'hold'], name='hold_key'),
        ),
        migrations.AddConstraint(
            model_name='keyclaim',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('scope', 'key'), name='one_live_claim'),
        ),
        migrations.AddIndex(
            model_name='registrationkey',
            index=models.Index(fields=['key', 'registration'], name='registration_key'),
        ),
    ]
