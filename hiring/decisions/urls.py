from django.urls import path

from .views import answers, deciding, marking, reports, standing, voting

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
    path("openings/<int:pk>/report/", reports.opening_report, name="opening_report"),
    path("openings/<int:pk>/report/<slug:kind>.csv", reports.opening_csv, name="opening_csv"),
    path("reports/", reports.company_report, name="company_report"),
    path("reports/<slug:kind>.csv", reports.company_csv, name="company_csv"),
    path("reports/fairness/", reports.fairness, name="fairness"),
    path("reports/fairness/<slug:kind>.csv", reports.fairness_csv, name="fairness_csv"),
    path("reports/fairness/readers/", answers.readers, name="fairness_readers"),
    path("applications/<int:pk>/answers/", answers.link, name="answers_link"),
    path("voluntary/<str:token>/", answers.voluntary, name="voluntary"),
    path("me/marking/", marking.own, name="marking"),
    path("reports/marking/", marking.listed, name="marking_list"),
    path("reports/marking/<int:pk>/", marking.of_someone, name="marking_of"),
    path("how-scores-work/", standing.how_scores_work, name="how_scores_work"),
]
