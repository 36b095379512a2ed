"""A description in other people's formats: Markdown, and the schema.org JobPosting that job sites read. No Django."""

import json

from hiring.salaries.shipped import read_states

EMPLOYMENT_TYPES = {
    "full_time": "FULL_TIME",
    "part_time": "PART_TIME",
    "fixed_term": "TEMPORARY",
    "contract": "CONTRACTOR",
    "intern": "INTERN",
}


def markdown(document):
    lines = [f"# {document.title}", "", *([document.lead, ""] if document.lead else [])]
    lines += [line for label, value in document.facts for line in (f"**{label}:** {value}  ",)] + [""]
    for part in document.parts:
        lines += [f"## {part.heading}", ""]
        for block in part.blocks:
            lines += [f"### {block.subheading}", ""] if block.subheading else []
            lines += [line for paragraph in block.paragraphs for line in (paragraph, "")]
            lines += [f"- **{label}:** {text}" if label else f"- {text}" for label, text in block.bullets]
            lines += [""] if block.bullets else []
    return "\n".join(lines).rstrip() + f"\n\n{document.company} · {document.status}\n"


def job_posting(document, facts, html, posted_on):
    """The JobPosting as a JSON text that is safe inside a script element.

    `facts` are the version's stored facts; required and recommended properties follow Google's "Job posting" page.
    """
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": document.title,
        "description": html,
        "datePosted": posted_on.isoformat(),
        "employmentType": EMPLOYMENT_TYPES[facts["employment"]],
        "hiringOrganization": {"@type": "Organization", "name": document.company},
        "directApply": False,
    }
    if facts["remote"] in ("remote", "remote_country"):
        posting["jobLocationType"] = "TELECOMMUTE"
        posting["applicantLocationRequirements"] = {"@type": "Country", "name": facts["country"]}
    else:
        posting["jobLocation"] = {"@type": "Place", "address": _address(facts)}
    if facts.get("apply_by"):
        posting["validThrough"] = facts["apply_by"]
    if facts.get("pay_low") and facts.get("pay_high"):
        amount = {"@type": "QuantitativeValue", "minValue": facts["pay_low"], "maxValue": facts["pay_high"], "unitText": "YEAR"}
        posting["baseSalary"] = {"@type": "MonetaryAmount", "currency": facts["pay_currency"], "value": amount}
    pay = document.version.texts.get("pay", {})
    posting |= {name: pay[field] for name, field in (("jobBenefits", "text"), ("incentiveCompensation", "other")) if pay.get(field)}
    return json.dumps(posting, ensure_ascii=False, indent=2).replace("</", "<\\/").replace("<!--", "<\\u0021--")


def _address(facts):
    address = {"@type": "PostalAddress", "addressCountry": facts["country_code"]}
    parts = {"addressLocality": facts.get("area"), "addressRegion": read_states().get(facts.get("state"))}
    return address | {name: part for name, part in parts.items() if part}
