"""The portal's addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("liaocheng_plan.portal.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("liaocheng_plan.api.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "liaocheng_plan.portal.views_system.bad_request"
handler403 = "liaocheng_plan.portal.views_system.forbidden"
handler404 = "liaocheng_plan.portal.views_system.not_found"
handler500 = "liaocheng_plan.portal.views_system.server_error"
