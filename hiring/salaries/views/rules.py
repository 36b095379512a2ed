"""What is known of the law on pay in adverts, by place."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..forms import RuleFilter
from ..pay_rule_files import shipped_rules
from ..pay_rules import selected

COUNTRIES, OTHERS = {"US": "United States", "CA": "Canada"}, "Other countries"


@require_safe
def rules(request):
    form = RuleFilter(request.GET)
    chosen, today = form.chosen(), timezone.localdate()
    found = sorted(
        selected(shipped_rules(), what=chosen["what"], words=chosen["q"]), key=lambda rule: (len(rule.places[0]) > 2, rule.names, rule.city)
    )
    groups = {}
    for rule in found:
        groups.setdefault(COUNTRIES.get(rule.places[0][:2], OTHERS), []).append((rule, rule.is_in_force(today)))
    order = [(name, groups[name]) for name in (*COUNTRIES.values(), OTHERS) if name in groups]
    return render(request, "salaries/rules.html", {"form": form, "groups": order, "found": len(found), "known": len(shipped_rules())})
