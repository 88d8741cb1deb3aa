"""The product's addresses, and the page of all components."""

from django.urls import path

from sopan.web.ui.components import components
from sopan.web.urls import handler400, handler403, handler404, handler500
from sopan.web.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*product, path("komponen/", components, name="components")]
