"""A small catalogue that is valid in every rule, as plain data and as files; tests break one thing at a time."""

import copy

import yaml

LEVELS = ("entry", "mid", "senior", "lead")
KINDS = ("behavioural", "situational", "technical", "work-sample")
SKILLS = ("arithmetic", "baking", "chess", "drawing", "editing", "fencing", "gardening", "hiking")
DEEDS = ("ignores", "starts", "finishes", "improves", "teaches")


def sample() -> dict:
    """File names to contents."""
    return copy.deepcopy(
        {
            "catalogue.yaml": {"version": "0.1.0", "released": _date(), "levels": list(LEVELS)},
            "skills/crafts.yaml": {
                "group": {"slug": "crafts", "name": "Crafts", "summary": "Things done by hand."},
                "skills": [make_skill(slug) for slug in SKILLS],
            },
            "questions/crafts.yaml": {"questions": [make_question(skill, i) for skill in SKILLS for i in range(5)]},
            "roles/data-scientist.yaml": _role("data-scientist", "DS"),
            "roles/machine-learning-engineer.yaml": _role("machine-learning-engineer", "MLE", first=1),
            "practice/crafts.yaml": {"samples": [_sample("chess")]},
        }
    )


def write(folder, files: dict):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False))
    return folder


def _date():
    return yaml.safe_load("2026-11-24")


def make_skill(slug):
    return {
        "slug": slug,
        "name": slug.capitalize(),
        "definition": f"Does {slug} well.",
        "is_not": f"It is not talk about {slug}.",
        "behaviours": [f"Shows {slug} {how}." for how in ("daily", "weekly", "monthly")],
        "anchors": {mark: f"In {slug} the candidate {deed} a piece of work while explaining it." for mark, deed in enumerate(DEEDS, 1)},
    }


def make_question(skill, number):
    kind = KINDS[number % 4]
    question = {
        "slug": f"{skill}-{number}",
        "kind": kind,
        "prompt": f"Tell me about {skill}, case {number}, as you would do it.",
        "minutes": 10,
        "levels": ["entry", "lead"],
        "skills": [skill],
        "follow_ups": ["What came next then?", "Who else was there?"],
        "strong": f"A case of {skill} with numbers.",
        "adequate": f"A case of {skill} alone.",
        "weak": f"No case of {skill}.",
        "avoid": "Do not name the answer.",
    }
    if kind == "technical":
        question |= {"answer": "It is 4.\n", "check": "shown = [str(2 + 2)]\n"}
    return question


def _role(slug, code, first=0):
    name = slug.replace("-", " ").capitalize()
    skills = SKILLS[first : first + 7]
    return {
        "slug": slug,
        "code": code,
        "name": name,
        "plural": f"{slug.replace('-', ' ')}s",
        "summary": f"What the {name} is for.",
        "objective": "Do the work.",
        "novelty": "New ways of it.",
        "background": "Any that fits.",
        "common_mis_hire": "Someone else entirely.",
        "does_not_do": ["Everything at once"],
        "lifecycle": {
            "problem_formulation": {"share": "A" if code == "DS" else "C", "how": "asks"},
            "data_engineering": {"share": "C", "how": "states needs"},
            "modelling": {"share": "A" if code == "DS" else "R", "how": "tries"},
            "deployment": {"share": "C" if code == "DS" else "A", "how": "runs"},
        },
        "tech_stack": {"must_know": ["Python", f"{code} tool"], "helps": ["SQL"], "company_specific": ["Ours"]},
        "comes_from": ["School"],
        "goes_to": ["Lead"],
        "levels": {level: _level(level, rank, skills) for rank, level in enumerate(LEVELS)},
    }


def _level(level, rank, skills):
    weights = (20, 20, 15, 15, 10, 10, 10)
    return {
        "purpose": f"Work at {level} level.",
        "scope": {"problem": f"A {level} problem", "horizon": f"{rank + 1} quarters", "help": "Some"},
        "duties": {
            "daily": [f"{level} day one", f"{level} day two"],
            "weekly": [f"{level} week one", f"{level} week two"],
            "monthly": [f"{level} month one", f"{level} month two"],
        },
        "decisions_owned": ["What to do"],
        "mis_hires": ["Another"],
        "backgrounds": ["Some"],
        "tech_stack_note": "More of it.",
        "success_90_days": ["Began"],
        "success_year": ["Done"],
        "supervises": "No one",
        "reports_to": "Head of Crafts",
        "profile": [
            {"skill": skill, "weight": weight, "expected": min(5, 2 + rank), "must": i < 2}
            for i, (skill, weight) in enumerate(zip(skills, weights, strict=True))
        ],
    }


def _sample(skill):
    text = "I looked at the board for a while and " + "then I moved a piece and said why " * 6
    return {
        "skill": skill,
        "question": f"{skill}-0",
        "answers": [
            {"text": text + "badly.", "mark": 2, "why": "Starts but does not finish."},
            {"text": text + "well.", "mark": 4, "why": "Improves the work."},
        ],
    }
