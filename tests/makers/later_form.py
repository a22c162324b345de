"""What officers type into the forms of later decisions."""

CONDITION = {
    "type": "suspensive",
    "what": "Beide Partner bestätigen ihre Mittel.",
    "due": "30.06.2029",
    "evidence": "Erklärungen als PDF.",
    "consequence": "Die Zuwendung wird insoweit nicht wirksam.",
    "amount": "150.000,00",
    "blocks_payment": "y",
}

REVOCATION = {
    "measure": "revoke",
    "revoked": "20.000,00",
    "facts": "Weniger Ausgaben.",
    "heard_result": "Bestätigt.",
    "legal_basis": "§ 49 Absatz 3 VwVfG",
    "discretion": "Öffentliches Interesse.",
    "reclaim": "20.000,00",
    "pay_by": "20.06.2028",
    "pay_to": "Bundeskasse, IBAN DE02 1203 0000 0000 2020 51",
    "interest_from": "01.01.2028",
    "interest_until": "30.03.2028",
}
