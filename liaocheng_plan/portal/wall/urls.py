"""Address of the wall."""

from django.urls import path

from . import views

urlpatterns = [path("", views.wall, name="wall")]
