"""Addresses of the circles, below `/circles/`."""

from django.urls import path

from . import views_file, views_guide_map, views_matching, views_matrix, views_outlines, views_words

urlpatterns = [
    path("", views_matrix.matrix, name="circles"),
    path("words/", views_words.words, name="circle-words"),
    path("words/confirm/", views_words.confirm, name="circle-words-confirm"),
    path("match/", views_matching.matches, name="circle-matches"),
    path("match/<slug:key>/", views_matching.match, name="circle-match"),
    path("match/<slug:key>/confirm/", views_matching.confirm, name="circle-match-confirm"),
    path("match/<slug:key>/decide/", views_matching.decide, name="circle-match-decide"),
    path("<slug:key>/", views_file.circle, name="circle"),
    path("<slug:key>/guide-map.pdf", views_guide_map.guide_map, name="circle-guide-map"),
    path("<slug:key>/outlines/", views_outlines.outlines, name="circle-outlines"),
    path("<slug:key>/outlines.geojson", views_outlines.data, name="circle-outlines-data"),
    path(
        "<slug:key>/outlines/<slug:kind>/remove/",
        views_outlines.remove,
        name="circle-outline-remove",
    ),
    path("<slug:key>/statistics/", views_file.report, name="circle-statistics"),
    path("<slug:key>/visits/", views_file.record_visit, name="circle-visit"),
    path(
        "<slug:key>/visits/<int:pk>/withdraw/",
        views_file.withdraw_visit,
        name="circle-visit-withdraw",
    ),
    path(
        "<slug:key>/<slug:standard>/<slug:type_key>/",
        views_file.circle_type,
        name="circle-type",
    ),
]
