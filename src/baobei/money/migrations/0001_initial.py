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
            name='Commission',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('registration', models.UUIDField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('share', models.CharField(max_length=40)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('at', models.DateTimeField()),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['employee', 'at'], name='commission_employee')],
                'constraints': [models.UniqueConstraint(fields=('registration', 'employee'), name='one_commission_each')],
            },
        ),
    ]
