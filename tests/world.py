"""A small world with every kind of thing in it, for tests that open every door."""

from dataclasses import dataclass

from hiring.accounts.models import User
from hiring.background.files import keep_file
from hiring.background.models import Job
from hiring.candidates.models import Application, Document, ImportDraft
from hiring.decisions.models import Decision, Pack
from hiring.interviews.models import Interview, Scorecard, Stage, StageQuestion
from hiring.openings.models import DescriptionVersion, Membership, Opening
from hiring.openings.queries import latest_description
from hiring.teams.models import Member, Team
from tests import factories


@dataclass
class World:
    admin: User
    manager: User
    recruiter: User
    interviewer: User
    colleague: User
    removed: User
    outsider: User
    opening: Opening
    description: DescriptionVersion
    membership: Membership
    team: Team
    member: Member
    stage: Stage
    stage_question: StageQuestion
    application: Application
    document: Document
    import_draft: ImportDraft
    interview: Interview
    colleague_interview: Interview
    colleague_card: Scorecard
    decision: Decision
    decided: Application
    pack: Pack
    job: Job

    def user(self, kind):
        return None if kind == "anonymous" else getattr(self, kind)


def make_world():
    admin = factories.make_user("Ada Admin", part="admin")
    manager = factories.make_user("Mona Manager", part="manager")
    recruiter = factories.make_user("Rika Recruiter", part="recruiter")
    interviewer, colleague, removed = (factories.make_user(name) for name in ("Ines Interviewer", "Colin Colleague", "Remy Removed"))
    outsider = factories.make_user("Otto Outsider", part="manager")
    team = factories.make_team()
    opening = factories.make_opening(manager, members=[(recruiter, "recruiter")], team=team)
    member = Member.objects.create(team=team, name="Dana Data", role=opening.role, level="mid", reports_to="Head of Machine Learning")
    stage = factories.make_stage(opening)
    application, decided = factories.make_application(opening, "Cora Candidate"), factories.make_application(opening, "Dean Decided")
    interview = factories.make_interview(application, interviewer, stage=stage)
    colleague_interview = factories.make_interview(application, colleague, stage=stage)
    colleague_card = factories.make_scorecard(colleague_interview)
    factories.make_scorecard(factories.make_interview(application, removed, stage=stage))
    opening.memberships.filter(user=removed).delete()
    decision = factories.make_decision(decided, manager)
    cv = keep_file(b"%PDF-1.4 a small curriculum vitae", name="cv.pdf", content_type="application/pdf")
    return World(
        admin=admin,
        manager=manager,
        recruiter=recruiter,
        interviewer=interviewer,
        colleague=colleague,
        removed=removed,
        outsider=outsider,
        opening=opening,
        description=latest_description(opening),
        membership=opening.memberships.get(user=interviewer),
        team=team,
        member=member,
        stage=stage,
        stage_question=factories.make_stage_question(stage),
        application=application,
        document=Document.objects.create(application=application, file=cv, uploaded_by=recruiter),
        import_draft=ImportDraft.objects.create(
            opening=opening,
            file_name="candidates.csv",
            rows=[{"row": 2, "name": "Nell New", "email": "nell@example.org"}],
            created_by=recruiter,
        ),
        interview=interview,
        colleague_interview=colleague_interview,
        colleague_card=colleague_card,
        decision=decision,
        decided=decided,
        pack=_pack(decision),
        job=Job.objects.create(
            kind="openings.description_pdf", title="PDF", created_by=manager, arguments={"version": latest_description(opening).pk}
        ),
    )


def _pack(decision):
    json = keep_file(b"{}", name="pack.json", content_type="application/json")
    pdf = keep_file(b"%PDF-1.4 a pack", name="pack.pdf", content_type="application/pdf")
    return Pack.objects.create(
        application=decision.application, decision=decision, sha256="0" * 64, json=json, pdf=pdf, by=decision.by, at=decision.at
    )
