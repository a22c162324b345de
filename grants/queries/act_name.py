"""What people call the entries of the record of acts."""

import re
from collections.abc import Mapping
from typing import Final

from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.people import Role
from grants.programme.roads.road import Move
from grants.programme.stages import (
    APPLICATION_MOVES,
    AWARD_MOVES,
    GRANT_MOVES,
    PAYMENT_MOVES,
    PROJECT_MOVES,
    REPORT_MOVES,
    ROUND_MOVES,
    ApplicationState,
    AwardState,
    GrantState,
    PaymentState,
    ProjectState,
    ReportState,
    RoundState,
    label,
)
from grants.programme.words import Words
from grants.queries.act_name_kind import KINDS
from grants.queries.act_name_observation import OBSERVATIONS
from grants.queries.act_name_paper import PAPERS
from grants.queries.act_name_payment import PAYMENTS
from grants.queries.act_name_round import ROUNDS
from grants.queries.act_name_transparency import TRANSPARENCY
from grants.queries.act_name_voucher import VOUCHERS
from grants.queries.report_content import kind_name

CLOCK: Final = "clock"
ROLES: Final = {
    Role.APPLICANT.value: Words("Antragstellende", "Applicant"),
    Role.SPONSOR.value: Words("Projektträger", "Sponsor staff"),
    Role.JUROR.value: Words("Jury", "Juror"),
    Role.AUDITOR.value: Words("Prüfung", "Auditor"),
    Role.ADMINISTRATOR.value: Words("Administration", "Administrator"),
    CLOCK: Words("System", "System"),
}
"""Who acted; the clock and operators at the command line act as the system."""
STATES: Final = {
    "application": ApplicationState,
    "award": AwardState,
    "grant": GrantState,
    "payment": PaymentState,
    "project": ProjectState,
    "report": ReportState,
    "round": RoundState,
}
_MOVES: Final[Mapping[str, tuple[Move, ...]]] = {  # type: ignore[type-arg] # of any road
    "application": APPLICATION_MOVES,
    "award": AWARD_MOVES,
    "grant": GRANT_MOVES,
    "payment": PAYMENT_MOVES,
    "project": PROJECT_MOVES,
    "report": REPORT_MOVES,
    "round": ROUND_MOVES,
}
_OTHERS: Final = {
    **OBSERVATIONS,
    **PAPERS,
    **PAYMENTS,
    **ROUNDS,
    **TRANSPARENCY,
    **VOUCHERS,
    "accept_unscanned": Words("Datei ohne Virenprüfung angenommen", "File accepted unscanned"),
    "add_authority_version": Words("Neue Angaben zur Behörde", "New details of the authority"),
    "accept_jury": Words("Sitz in der Jury zugesagt", "Accepted a seat in the jury"),
    "add_partner": Words("Partner aufgenommen", "Partner added"),
    "add_upload": Words("Datei hochgeladen", "File uploaded"),
    "assign_juror": Words("Der Jury zugeteilt", "Given to a juror"),
    "submit_application": Words("Bewerbung eingereicht", "Application submitted"),
    "withdraw_authority_version": Words("Fassung zurückgenommen", "Version taken back"),
    "withdraw_application": Words("Bewerbung zurückgezogen", "Application withdrawn"),
    "reopen_application": Words("Zum Ändern wieder geöffnet", "Opened again for changes"),
    "restore_application": Words(
        "Zuletzt eingereichte Fassung gilt", "Last submitted version counts"
    ),
    "change_password": Words("Passwort geändert", "Password changed"),
    "change_role": Words("Rolle geändert", "Role changed"),
    "choose_letter_way": Words("Weg der Bescheide gewählt", "Way of letters chosen"),
    "choose_language": Words("Sprache gewählt", "Language chosen"),
    "close_account": Words("Konto geschlossen", "Account closed"),
    "complete_address": Words("Anschrift ergänzt", "Address completed"),
    "complete_terms": Words("Regeln ergänzt", "Terms completed"),
    "correct_name": Words("Name berichtigt", "Name corrected"),
    "correct_authority_version": Words("Behörde berichtigt", "Authority corrected"),
    "countersign_decision": Words("Mitgezeichnet", "Countersigned"),
    "close_meeting": Words("Sitzung der Jury geschlossen", "Jury meeting closed"),
    "decline_jury": Words("Sitz in der Jury abgesagt", "Declined a seat in the jury"),
    "ask_jury_again": Words("Nochmals in die Jury eingeladen", "Invited to the jury once more"),
    "withdraw_jury_invitation": Words(
        "Einladung in die Jury zurückgenommen", "Invitation to the jury taken back"
    ),
    "open_names": Words("Namen für die Jury geöffnet", "Names opened to the jury"),
    "take_back_nameless_version": Words(
        "Fassung ohne Namen zurückgenommen", "Version without names taken back"
    ),
    "remind_jury": Words("Jury an offene Gutachten erinnert", "Jury reminded of open reviews"),
    "release_from_jury": Words("Aus der Jury entlassen", "Released from the jury"),
    "declare_conflict": Words("Befangenheit angezeigt", "Conflict declared"),
    "declare_no_conflict": Words("Keine Befangenheit erklärt", "No conflict declared"),
    "describe_upload": Words("Angaben zu einer Datei geändert", "Details of a file changed"),
    "correct_partner": Words("Neuer Partner berichtigt", "New partner corrected"),
    "enter_organisation": Words("Organisation eingetragen", "Organisation entered"),
    "finish_part": Words("Projektteil abgeschlossen", "Part of a project finished"),
    "reopen_part": Words("Projektteil wieder offen", "Part of a project open again"),
    "find_virus": Words("Virus gefunden", "Virus found"),
    "hand_in_budget": Words("Finanzplan eingereicht", "Budget handed in"),
    "hand_in_replacement": Words("Ersatz eingereicht", "Replacement handed in"),
    "give_back_replacement": Words("Ersatz zurückgegeben", "Replacement given back"),
    "extend_replacement": Words("Frist für Ersatz verlängert", "Time to replace extended"),
    "miss_replacement": Words("Frist für Ersatz versäumt", "Date to replace missed"),
    "import_round": Words("Runde übernommen", "Round taken over"),
    "amend_grant": Words("Zuwendung geändert", "Grant amended"),
    "answer_hearing": Words("Antwort auf die Anhörung", "Answer to the hearing"),
    "confirm_condition": Words("Eintritt der Bedingung bestätigt", "Condition confirmed"),
    "end_contest": Words("Rechtsbehelf beendet", "Remedy ended"),
    "move_reports": Words("Termine der Nachweise verschoben", "Dates of reports moved"),
    "note_arrival": Words("Ankunft des Bescheids eingetragen", "Arrival of the letter noted"),
    "note_knowledge": Words("Beginn der Jahresfrist eingetragen", "One-year limit recorded"),
    "propose_limit_change": Words("Neue Jahresfrist vorgeschlagen", "New limit proposed"),
    "confirm_limit_change": Words("Jahresfrist geändert", "One-year limit changed"),
    "drop_limit_change": Words("Neue Jahresfrist verworfen", "New limit dropped"),
    "open_hearing": Words("Anhörung eingetragen", "Hearing recorded"),
    "record_court_action": Words("Klage erhoben", "Court action brought"),
    "record_objection": Words("Widerspruch eingelegt", "Objection lodged"),
    "record_waiver": Words("Auf Rechtsbehelfe verzichtet", "Remedies waived"),
    "send_letter_again": Words("Bescheid erneut versandt", "Letter sent again"),
    "take_back_grant": Words("Betrag zurückgenommen", "Amount taken back"),
    "warn_of_limit": Words("An die Jahresfrist erinnert", "Reminded of the one-year limit"),
    "answer_inquiry": Words("Rückfrage beantwortet", "Question answered"),
    "ask_backing": Words("Zweites Cluster gefragt", "Second cluster asked"),
    "agree_backing": Words(
        "Projekt als zweites Cluster mitgetragen", "Agreed to stand behind the project"
    ),
    "end_backing": Words("Zweites Cluster ausgeschieden", "Second cluster left"),
    "ask_for_release": Words("Freigabe angefragt", "Release asked for"),
    "confirm_release": Words("Ergebnisse freigegeben", "Results released"),
    "drop_release": Words("Freigabe zurückgenommen", "Release taken back"),
    "record_memo": Words("Entscheidungsvermerk festgehalten", "Decision memo recorded"),
    "confirm_memo": Words("Entscheidungsvermerk bestätigt", "Decision memo confirmed"),
    "drop_memo": Words("Entscheidungsvermerk verworfen", "Decision memo dropped"),
    "declare_officer_conflict": Words(
        "Interessenkonflikt erklärt", "Conflict of interest declared"
    ),
    "ask_inquiry": Words("Rückfrage gestellt", "Question asked"),
    "ask_inquiry_again": Words("Nachgefragt", "Asked again"),
    "close_inquiry": Words("Rückfrage geschlossen", "Question closed"),
    "invite": Words("Eingeladen", "Invited"),
    "invite_to_jury": Words("In die Jury eingeladen", "Invited to the jury"),
    "invite_to_part": Words("Zu einem Projektteil eingeladen", "Invited to a part of a project"),
    "invite_to_team": Words("Ins Team eingeladen", "Invited to the team"),
    "join_part": Words("Projektteil übernommen", "Took over a part of a project"),
    "join_team": Words("Ins Team eingetreten", "Joined the team"),
    "keep_scenario": Words("Szenario gemerkt", "Scenario kept"),
    "leave_part": Words("Aus einem Projektteil ausgeschieden", "Left a part of a project"),
    "leave_team": Words("Aus dem Team ausgeschieden", "Left the team"),
    "make_authority": Words("Behörde angelegt", "Authority made"),
    "make_award": Words("Zusage erteilt", "Award made"),
    "make_feed": Words("Kalenderadresse angelegt", "Calendar address made"),
    "make_letter": Words("Bescheid ausgefertigt", "Letter made"),
    "make_review_final": Words("Gutachten abgeschlossen", "Review made final"),
    "make_meeting": Words("Sitzung der Jury angesetzt", "Jury meeting called"),
    "make_round": Words("Runde angelegt", "Round made"),
    "change_round": Words("Entwurf der Runde geändert", "Draft of the round changed"),
    "finish_application": Words("Bewerbung fertig gemeldet", "Application finished"),
    "open_account": Words("Konto eröffnet", "Account opened"),
    "order_case_file": Words("Akte als ZIP angefordert", "Case file ordered"),
    "order_letter": Words("Bescheid beauftragt", "Letter ordered"),
    "order_case_file_again": Words("Akte erneut angefordert", "Case file ordered again"),
    "order_letter_again": Words("Bescheid erneut beauftragt", "Letter ordered again"),
    "order_scenario_paper": Words("Vergleich von Szenarien angefordert", "Comparison ordered"),
    "order_report": Words("Prüfbericht angefordert", "Compliance report ordered"),
    "partner_leaves": Words("Partner ausgeschieden", "Partner left"),
    "correct_departure": Words("Tag des Ausscheidens berichtigt", "Day of leaving corrected"),
    "order_report_again": Words("Prüfbericht erneut angefordert", "Report ordered again"),
    "print_blank_form_again": Words("Leeres Formular erneut gedruckt", "Blank form printed again"),
    "propose_decision": Words("Entscheidung entworfen", "Decision proposed"),
    "propose_extension": Words("Fristverlängerung vorgeschlagen", "Extension proposed"),
    "register": Words("Registriert", "Registered"),
    "release_juror": Words("Aus der Zuteilung genommen", "Taken from a juror"),
    "remind": Words("Erinnert", "Reminded"),
    "invite_to_proof": Words("Zum Verwendungsnachweis aufgefordert", "Asked for the final report"),
    "remove_partner": Words("Partner entfernt", "Partner removed"),
    "remove_upload": Words("Datei entfernt", "File removed"),
    "reopen_account": Words("Konto wieder geöffnet", "Account reopened"),
    "retrieve_letter": Words("Bescheid abgerufen", "Letter retrieved"),
    "revoke_feed": Words("Kalenderadresse widerrufen", "Calendar address revoked"),
    "save_budget": Words("Finanzplan gespeichert", "Budget saved"),
    "save_item": Words("Punkt der Sitzung festgehalten", "Item of the meeting recorded"),
    "save_juror_profile": Words("Angaben als Jurymitglied", "Details as a juror"),
    "save_presence": Words("Anwesenheit festgehalten", "Presence recorded"),
    "save_organisation": Words("Organisation gespeichert", "Organisation saved"),
    "save_partner": Words("Partner gespeichert", "Partner saved"),
    "save_project": Words("Verbundprojekt gespeichert", "Joint project saved"),
    "save_report": Words("Nachweis gespeichert", "Report saved"),
    "save_scores": Words("Punkte gespeichert", "Scores saved"),
    "save_section": Words("Abschnitt gespeichert", "Section saved"),
    "schedule_reports": Words("Nachweise terminiert", "Reports scheduled"),
    "send_back_decision": Words("Entwurf zurückgegeben", "Proposal sent back"),
    "send_back_extension": Words("Fristverlängerung verworfen", "Extension dropped"),
    "send_mail_again": Words("E-Mail erneut gesendet", "Mail sent again"),
    "sign_agreement": Words("Kooperationsvertrag eingetragen", "Cooperation agreement entered"),
    "sign_in": Words("Angemeldet", "Signed in"),
    "sign_out_everywhere": Words("Überall abgemeldet", "Signed out everywhere"),
    "start_application": Words("Bewerbung begonnen", "Application started"),
    "state_cluster_aid": Words("Beihilfen für das Cluster angegeben", "Aid to the cluster stated"),
    "state_small_aid": Words("De-minimis-Beihilfen angegeben", "De-minimis aid stated"),
    "state_size": Words("Größe festgestellt", "Size found"),
    "start_management_grant": Words("Plan der Umsetzung begonnen", "Implementation plan begun"),
    "start_project": Words("Verbundprojekt begonnen", "Joint project begun"),
    "supersede_decision": Words("Entscheidung ersetzt", "Decision superseded"),
    "withdraw_invitation": Words("Einladung zurückgezogen", "Invitation withdrawn"),
}
"""Acts that are no step on a road."""
_REPORT_NUMBER: Final = re.compile(r"(\w+)/(\w+)/(\d{4})")


def act_words(act: Act) -> Words:
    """What was done: by name, else from the table of moves of its road; a new act by its verb.

    Where a road knows a move twice, the state before says which of them it was.
    """
    if act.act in _OTHERS:
        return _OTHERS[act.act]
    verb = act.act.removesuffix(f"_{act.object_kind}")
    moves = [one for one in _MOVES.get(act.object_kind, ()) if one.act in (verb, act.act)]
    from_there = [one for one in moves if one.start == act.before.get("state")]
    named = next((one.label for one in (*from_there, *moves)), None)
    return named or verb_words(act.act)


def actor_words(act: Act) -> Words:
    """Who acted: a name, or the system for the clock."""
    if act.role == CLOCK:
        return ROLES[CLOCK]
    return Words(act.actor_name, act.actor_name)


def note_words(act: Act, about: str = "") -> Words:
    """Who acted and why, in one line; `about` says what it was about where that differs."""
    who, before = actor_words(act), f"{about} · " if about else ""
    after = f": {act.reason}" if act.reason else ""
    return Words(f"{before}{who.de}{after}", f"{before}{who.en}{after}")


def verb_words(verb: str) -> Words:
    """What an act is called without its case, for a filter."""
    if verb in _OTHERS:
        return _OTHERS[verb]
    for kind, moves in _MOVES.items():
        for move in moves:
            if verb in (move.act, f"{move.act}_{kind}"):
                what = KINDS[kind]
                return Words(f"{what.de}: {move.label.de}", f"{what.en}: {move.label.en}")
    return Words(verb, verb)


def object_words(act: Act) -> Words:
    """What was acted upon: its kind and its public number; a report by its grant and name."""
    report = _REPORT_NUMBER.fullmatch(act.object_number)
    if act.object_kind == "report" and report is not None and report[2] in set(ReportKind):
        name = kind_name(ReportKind(report[2]), int(report[3]))
        return Words(f"{report[1]}, {name.de}", f"{report[1]}, {name.en}")
    kind = KINDS.get(act.object_kind, Words(act.object_kind, act.object_kind))
    return Words(f"{kind.de} {act.object_number}", f"{kind.en} {act.object_number}")


def step_words(act: Act) -> Words:
    """The act with what it was done to, and the state it led to."""
    what, thing, state = act_words(act), object_words(act), state_words(act)
    text = Words(f"{thing.de}: {what.de}", f"{thing.en}: {what.en}")
    return Words(f"{text.de} ({state.de})", f"{text.en} ({state.en})") if state else text


def state_words(act: Act) -> Words | None:
    """The state that the act led to, where it moved something along its road."""
    states, reached = STATES.get(act.object_kind), act.after.get("state")
    if states is None or reached not in set(states):
        return None
    return label(states(reached))


def role_words(role: str) -> Words:
    """What a role in the record is called."""
    return ROLES.get(role, Words(role, role))
