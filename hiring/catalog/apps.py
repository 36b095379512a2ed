from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "hiring.catalog"
    label = "catalog"
