"""Taking the words about an erased person out of decisions and votes."""

from hiring.background.actions import forget_jobs
from hiring.background.files import forget_files

from ..models import Decision, Pack, VoluntaryAnswer, Vote

WORDS = ("reason", "conditions", "feedback", "dissent", "reversal_reason")


def forget_words_of_decisions(applications) -> None:
    """Outcomes and grounds stay, without the words; packs and voluntary answers go."""
    for decision in Decision.objects.filter(application__in=applications):
        for name in WORDS:
            setattr(decision, name, getattr(decision, name) and "Erased.")
        decision.save(update_fields=WORDS)
    packs = Pack.objects.filter(application__in=applications)
    files = [key for pair in packs.values_list("json", "pdf") for key in pair]
    packs.delete()
    forget_jobs("decisions.pack", "application", applications)
    forget_files(files)
    Vote.objects.filter(round__application__in=applications).update(note="")
    VoluntaryAnswer.objects.filter(application__in=applications).delete()
