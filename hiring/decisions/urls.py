from django.urls import path

from . import views

app_name = "decisions"
urlpatterns = [
    path("openings/<int:pk>/ranking/", views.ranking, name="ranking"),
    path("openings/<int:pk>/debrief/", views.debrief, name="debrief"),
    path("openings/<int:pk>/decisions/", views.decisions, name="decisions"),
    path("applications/<int:pk>/explanation/", views.application, name="application"),
    path("applications/<int:pk>/decide/", views.decide, name="decide"),
    path("decisions/<int:pk>/", views.decision_detail, name="decision_detail"),
    path("decisions/<int:pk>/reverse/", views.reverse, name="reverse"),
    path("how-scores-work/", views.how_scores_work, name="how_scores_work"),
]
