"""Every address of the house: what is under /c/ belongs to a company, the rest is listed here."""

from collections.abc import Iterator
from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.utils.module_loading import module_has_submodule

from pupitre.foundation.tenancy.addresses import Ref
from pupitre.ui.gallery import gallery

register_converter(Ref, "ref")

ROOMS = [f"pupitre.engines.{name}" for name in settings.ENGINES] + [
    f"pupitre.modules.{name}" for name in settings.MODULES
]


def doors() -> Iterator[URLPattern | URLResolver]:
    for room in ROOMS:
        if module_has_submodule(import_module(room), "urls"):
            urls = import_module(f"{room}.urls")
            yield path(f"{getattr(urls, 'DOOR', room.rpartition('.')[2])}/", include(urls))


urlpatterns = [
    path("", include("pupitre.foundation.web.urls")),
    path("", include("pupitre.desk.urls.public")),
    path("gallery/", gallery, name="gallery"),
    path("d/", include("pupitre.engines.decisions.urls.public")),
    path("r/", include("pupitre.engines.relay.urls.public")),
    path("i/", include("pupitre.modules.people.urls.public")),
    path("c/<slug:company_slug>/imports/", include("pupitre.foundation.imports.urls")),
    path("c/<slug:company_slug>/search/", include("pupitre.foundation.search.urls")),
    path("c/<slug:company_slug>/", include([*doors(), path("", include("pupitre.desk.urls.company"))])),
    path("c/<slug:company_slug>/", include("pupitre.foundation.web.company_urls")),
]

handler400 = "pupitre.foundation.web.errors.bad_request"
handler403 = "pupitre.foundation.web.errors.forbidden"
handler404 = "pupitre.foundation.web.errors.not_found"
handler500 = "pupitre.foundation.web.errors.server_error"
