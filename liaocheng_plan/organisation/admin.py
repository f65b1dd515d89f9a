"""People: accounts with roles and areas."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from .models import User


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Django's account form with the areas that limit a district editor."""

    fieldsets = (*UserAdmin.fieldsets, (_("Areas"), {"fields": ("areas",)}))
    filter_horizontal = ("groups", "user_permissions", "areas")
    list_display = ("username", "last_name", "is_active", "is_staff", "last_login")
