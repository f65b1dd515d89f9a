"""Addresses of what belongs to the person signed in, below `/account/`."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

urlpatterns = [
    path("sign-out/", LogoutView.as_view(next_page="home"), name="sign-out"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="revoke-token"),
]
