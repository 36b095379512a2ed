"""Reading the trail: who did what. Domains above can keep entries from a viewer, as the blind rule needs."""

from django.apps import apps

from .models import TrailEntry, User

_closed = []


def keep_from_trail(rule):
    """Register `rule(user)`, a Q of entries that the user must not see. Called once, when a domain above is loaded."""
    _closed.append(rule)
    return rule


def visible_trail(user):
    """Entries for an admin, less what the rules of other domains close to them."""
    if not (user.is_authenticated and user.is_active and user.is_admin):
        return TrailEntry.objects.none()
    entries = TrailEntry.objects.select_related("by")
    for rule in _closed:
        entries = entries.exclude(rule(user))
    return entries


def kind_names():
    """(kind, what people call it) for all models of ours, by name."""
    names = {m._meta.model_name: str(m._meta.verbose_name) for m in apps.get_models() if m.__module__.startswith("hiring.")}
    return sorted(names.items(), key=lambda item: item[1])


def with_targets(entries):
    """[(entry, the name of what it was done to)]. One query a kind, however many entries."""
    models = {m._meta.model_name: m for m in apps.get_models() if m.__module__.startswith("hiring.")}
    wanted = {}
    for entry in entries:
        if entry.kind in models and entry.object_id.isdigit():
            wanted.setdefault(entry.kind, set()).add(int(entry.object_id))
    found = {kind: _rows(models[kind], ids) for kind, ids in wanted.items()}
    return [(entry, _target(entry, found.get(entry.kind, {}), models.get(entry.kind))) for entry in entries]


def _rows(model, ids):
    return model._base_manager.select_related(*_needed(model)).in_bulk(ids)


def _needed(model, depth=3):
    """Relations that a row's own name may need, such as the candidate of an interview's scorecard; people are never among them."""
    related = {f.name: f.related_model for f in model._meta.fields if f.is_relation and not f.null and f.related_model not in (User, model)}
    deeper = [f"{name}__{more}" for name, other in related.items() for more in (_needed(other, depth - 1) if depth > 1 else [])]
    return [*related, *deeper]


def _target(entry, rows, model):
    row = rows.get(int(entry.object_id)) if entry.object_id.isdigit() else None
    name = str(model._meta.verbose_name) if model else entry.kind
    return str(row) if row else entry.detail.get("name", f"{name} {entry.object_id}")
