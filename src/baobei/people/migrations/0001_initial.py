import baobei.store.rows
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Employee',
            fields=[
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('password', models.CharField(db_default='', max_length=128)),
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('employed_from', models.DateField(null=True)),
                ('employed_until', models.DateField(null=True)),
                ('must_change_password', models.BooleanField(db_default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='FailedSignIns',
            fields=[
                ('name_digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('count', models.PositiveSmallIntegerField()),
                ('last_at', models.DateTimeField()),
                ('locked_until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('policy', models.TextField(blank=True, default='')),
                ('calendar', models.TextField(blank=True, default='')),
                ('revision', models.CharField(default='', max_length=36)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_company')],
            },
        ),
        migrations.AddField(
            model_name='employee',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='people.department'),
        ),
        migrations.AddField(
            model_name='employee',
            name='region',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='people.region'),
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.UUIDField(default=baobei.store.rows.new_id, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('salesperson', 'Salesperson'), ('manager', 'Manager'), ('registrar', 'Registrar'), ('finance', 'Finance'), ('leader', 'Leader'), ('gm', 'Gm'), ('group_leader', 'Group Leader'), ('supervisor', 'Supervisor'), ('clerk', 'Clerk')], max_length=20)),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['salesperson', 'manager', 'registrar', 'finance', 'leader', 'gm', 'group_leader', 'supervisor', 'clerk'])), name='known_role')],
            },
        ),
    ]
