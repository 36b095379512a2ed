from django.urls import path

from .views import health, interviews, plans, scorecards

app_name = "interviews"
urlpatterns = [
    path("openings/<int:pk>/plan/", plans.plan, name="plan"),
    path("openings/<int:pk>/plan/suggest/", plans.plan_suggest, name="plan_suggest"),
    path("openings/<int:pk>/stages/add/", plans.stage_add, name="stage_add"),
    path("openings/<int:pk>/kits/pdf/", plans.kits_pdf, name="kits_pdf"),
    path("stages/<int:pk>/edit/", plans.stage_edit, name="stage_edit"),
    path("stages/<int:pk>/move/", plans.stage_move, name="stage_move"),
    path("stages/<int:pk>/remove/", plans.stage_remove, name="stage_remove"),
    path("stages/<int:pk>/kit/", plans.stage_kit, name="stage_kit"),
    path("stages/<int:pk>/questions/add/", plans.question_add, name="question_add"),
    path("stage-questions/<int:pk>/remove/", plans.question_remove, name="question_remove"),
    path("interviews/", interviews.mine, name="mine"),
    path("interviews/question-health/", health.question_health, name="question_health"),
    path("interviews/<int:pk>/kit/", interviews.kit, name="kit"),
    path("interviews/<int:pk>/kit/pdf/", interviews.kit_pdf, name="kit_pdf"),
    path("interviews/<int:pk>/edit/", interviews.interview_edit, name="interview_edit"),
    path("interviews/<int:pk>/cancel/", interviews.interview_cancel, name="interview_cancel"),
    path("applications/<int:pk>/interviews/", interviews.of_application, name="of_application"),
    path("applications/<int:pk>/interviews/add/", interviews.interview_add, name="interview_add"),
    path("interviews/<int:pk>/scorecard/", scorecards.scorecard, name="scorecard"),
    path("interviews/<int:pk>/scorecard/save/", scorecards.scorecard_save, name="scorecard_save"),
    path("interviews/<int:pk>/scorecard/review/", scorecards.scorecard_review, name="scorecard_review"),
    path("interviews/<int:pk>/scorecard/submit/", scorecards.scorecard_submit, name="scorecard_submit"),
    path("interviews/<int:pk>/scorecard/amend/", scorecards.scorecard_amend, name="scorecard_amend"),
    path("scorecards/<int:pk>/", scorecards.scorecard_view, name="scorecard_view"),
    path("applications/<int:pk>/panel/", scorecards.panel, name="panel"),
]
