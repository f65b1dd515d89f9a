"""Addresses of the API, below /api/."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from liaocheng_plan import registry

from . import circle_views
from .docs import DocsView, SchemaView
from .views import NothingHere, RootView
from .viewsets import viewset_for

app_name = "api"

router = SimpleRouter()
for collection in registry.collections():
    router.register(collection.name, viewset_for(collection), basename=collection.name)

urlpatterns = [
    path("v1/", RootView.as_view(), name="root"),
    *circle_views.addresses(),
    path("v1/", include(router.urls)),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    re_path("", NothingHere.as_view(), name="nothing"),
]
