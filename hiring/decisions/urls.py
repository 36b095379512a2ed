from django.urls import path

from .views import deciding, standing, voting

app_name = "decisions"
urlpatterns = [
    path("openings/<int:pk>/ranking/", standing.ranking, name="ranking"),
    path("openings/<int:pk>/what-if/", standing.what_if, name="what_if"),
    path("openings/<int:pk>/debrief/", standing.debrief, name="debrief"),
    path("applications/<int:pk>/explanation/", standing.application, name="application"),
    path("applications/<int:pk>/vote/", voting.vote, name="vote"),
    path("applications/<int:pk>/vote/open/", voting.votes_open, name="votes_open"),
    path("applications/<int:pk>/vote/again/", voting.round_start, name="round_start"),
    path("openings/<int:pk>/decisions/", deciding.decisions, name="decisions"),
    path("applications/<int:pk>/decide/", deciding.decide, name="decide"),
    path("decisions/<int:pk>/", deciding.decision_detail, name="decision_detail"),
    path("decisions/<int:pk>/reverse/", deciding.reverse, name="reverse"),
    path("applications/<int:pk>/pack/", deciding.pack_ask, name="pack_ask"),
    path("packs/<int:pk>/<slug:kind>/", deciding.pack_file, name="pack_file"),
    path("how-scores-work/", standing.how_scores_work, name="how_scores_work"),
]
