"""Addresses of the circles, below `/circles/`."""

from django.urls import path

from . import views_circles, views_matching, views_matrix

urlpatterns = [
    path("", views_matrix.matrix, name="circles"),
    path("match/", views_matching.matches, name="circle-matches"),
    path("match/<slug:key>/", views_matching.match, name="circle-match"),
    path("match/<slug:key>/decide/", views_matching.decide, name="circle-match-decide"),
    path("<slug:key>/", views_circles.circle, name="circle"),
    path("<slug:key>/visits/", views_circles.record_visit, name="circle-visit"),
    path(
        "<slug:key>/visits/<int:pk>/withdraw/",
        views_circles.withdraw_visit,
        name="circle-visit-withdraw",
    ),
    path(
        "<slug:key>/<slug:standard>/<slug:type_key>/",
        views_circles.circle_type,
        name="circle-type",
    ),
]
