"""Addresses of the task ledger and of questions, below `/progress/`."""

from django.urls import path

from . import views, views_edit, views_questions

urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/month/<int:year>-<int:month>/", views.month, name="task-month"),
    path("tasks/departments/<slug:key>/", views.of_department, name="task-department"),
    path("tasks/areas/<slug:key>/", views.of_area, name="task-area"),
    path("tasks/<slug:key>/", views.task, name="task"),
    path("tasks/<slug:key>/do/<slug:action>/", views_edit.on_task, name="task-do"),
    path("tasks/<slug:task>/<slug:key>/", views.item, name="task-item"),
    path("tasks/<slug:task>/<slug:key>/do/<slug:action>/", views_edit.on_item, name="item-do"),
    path(
        "tasks/<slug:task>/<slug:key>/evidence/<int:pk>/",
        views_edit.evidence,
        name="task-evidence",
    ),
    path("questions/", views_questions.inbox, name="questions"),
    path("questions/ask/<slug:name>/<slug:key>/", views_questions.ask, name="question-ask"),
    path("questions/<int:pk>/answer/", views_questions.answer, name="question-answer"),
]
