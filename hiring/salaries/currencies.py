"""ISO 4217 codes in use, and those that were replaced, with the day and how many of the old made one of the new."""

import re
from dataclasses import dataclass
from datetime import date

CODES = frozenset(
    re.findall(
        r"[A-Z]{3}",
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE "
        "CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
        "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
        "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND "
        "TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG",
    )
)


@dataclass(frozen=True)
class Replaced:
    by: str
    per_new: float
    on: date


REPLACED = {
    "ANG": Replaced("XCG", 1, date(2025, 3, 31)),
    "BGN": Replaced("EUR", 1.95583, date(2026, 1, 1)),
    "BYR": Replaced("BYN", 10_000, date(2016, 7, 1)),
    "GHC": Replaced("GHS", 10_000, date(2007, 7, 1)),
    "HRK": Replaced("EUR", 7.5345, date(2023, 1, 1)),
    "LTL": Replaced("EUR", 3.4528, date(2015, 1, 1)),
    "LVL": Replaced("EUR", 0.702804, date(2014, 1, 1)),
    "EEK": Replaced("EUR", 15.6466, date(2011, 1, 1)),
    "SKK": Replaced("EUR", 30.126, date(2009, 1, 1)),
    "MRO": Replaced("MRU", 10, date(2018, 1, 1)),
    "MXP": Replaced("MXN", 1_000, date(1993, 1, 1)),
    "PLZ": Replaced("PLN", 10_000, date(1995, 1, 1)),
    "ROL": Replaced("RON", 10_000, date(2005, 7, 1)),
    "RUR": Replaced("RUB", 1_000, date(1998, 1, 1)),
    "SLL": Replaced("SLE", 1_000, date(2022, 7, 1)),
    "STD": Replaced("STN", 1_000, date(2018, 1, 1)),
    "TRL": Replaced("TRY", 1_000_000, date(2005, 1, 1)),
    "VEF": Replaced("VES", 100_000, date(2018, 8, 20)),
    "ZMK": Replaced("ZMW", 1_000, date(2013, 1, 1)),
    "ZWL": Replaced("ZWG", 2_498.7242, date(2024, 4, 8)),
}


def currency_fault(code: str, year: int) -> str:
    """Why pay of that year cannot be in this currency, or nothing. In the year of a change both are taken.

    >>> currency_fault("TRL", 2025)
    'TRL was replaced by TRY on 1 January 2005, 1,000,000 to 1. Convert the pay and write TRY.'
    >>> currency_fault("HRK", 2022), currency_fault("EUR", 2025)
    ('', '')
    """
    old = REPLACED.get(code)
    if old and (year, 1, 1) >= (old.on.year, old.on.month, old.on.day):
        return f"{code} was replaced by {old.by} on {old.on:%-d %B %Y}, {old.per_new:,} to 1. Convert the pay and write {old.by}."
    if not old and code not in CODES:
        return f"“{code[:12]}” is no currency code of ISO 4217. Write three letters, for example GBP."
    return ""
