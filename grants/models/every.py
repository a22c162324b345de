"""All records in one place, so that migrations and mappers know every table."""

from grants.models.account_change import AccountChange
from grants.models.aid_statement import AidStatement
from grants.models.amendment import Amendment
from grants.models.amendment_request import AmendmentRequest
from grants.models.application import Application, Receipt, TargetCountry
from grants.models.audit_package import AuditPackage
from grants.models.audit_sample import AuditSample
from grants.models.authority import Authority, AuthorityVersion
from grants.models.award import Award, Partner, PartnerMember, Phase, Project
from grants.models.backing import Backing
from grants.models.base import Base
from grants.models.base_rate import BaseRate
from grants.models.blank_form import BlankForm
from grants.models.case_file import CaseFile
from grants.models.condition import GrantCondition
from grants.models.decision import Decision, Letter
from grants.models.document import ComplianceReport, Document, Upload
from grants.models.erasure import Erasure
from grants.models.extension import Extension
from grants.models.feed import Feed
from grants.models.grant import BudgetLine, Grant, PlanLine
from grants.models.hearing import Hearing
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.models.jury import JurorProfile, JuryMember
from grants.models.label import Label
from grants.models.late_use import LateUseCharge, LateUseHearing
from grants.models.ledger import LedgerAccount, LedgerEntry, LedgerPosting
from grants.models.letter_choice import LetterChoice
from grants.models.letter_text import LetterText
from grants.models.limit_change import LimitChange
from grants.models.meeting import Meeting, MeetingItem, MeetingPresence, MeetingVote
from grants.models.memo import Memo
from grants.models.notification import LetterContest, LetterDispatch
from grants.models.observation import Observation, ObservationRun, ObservationWord
from grants.models.officer_conflict import OfficerConflict
from grants.models.organisation import (
    Cluster,
    ClusterMember,
    ExecutingUnit,
    Membership,
    Organisation,
)
from grants.models.outbox import ClockRun, Mail
from grants.models.payment import BankLine, BankStatement, PaymentRequest, PaymentRun
from grants.models.person import Invitation, Person, SignIn, SignInAttempt
from grants.models.print_batch import BatchedLetter, PrintBatch
from grants.models.ranking_tie import TieSettlement
from grants.models.record import Act, ActMark, Seal
from grants.models.release import Release
from grants.models.report import Report, ReportLine
from grants.models.review import Assignment, ConflictDeclaration, FormalCheck, Score
from grants.models.revocation import Revocation
from grants.models.round import Milestone, Programme, Round, TermsVersion
from grants.models.round_mail import RoundMail
from grants.models.round_setup import RoundSetup
from grants.models.scenario import Scenario, ScenarioPaper
from grants.models.size_statement import SizeStatement
from grants.models.tie_change import TieChange
from grants.models.transparency import AidEntry
from grants.models.voucher import ReportVoucher
from grants.models.voucher_check import VoucherCheck, VoucherSample

__all__ = [
    "AccountChange",
    "Act",
    "ActMark",
    "AidEntry",
    "AidStatement",
    "Amendment",
    "AmendmentRequest",
    "Application",
    "Assignment",
    "AuditPackage",
    "AuditSample",
    "Authority",
    "AuthorityVersion",
    "Award",
    "Backing",
    "BankLine",
    "BankStatement",
    "Base",
    "BaseRate",
    "BatchedLetter",
    "BlankForm",
    "BudgetLine",
    "CaseFile",
    "ClockRun",
    "Cluster",
    "ClusterMember",
    "ComplianceReport",
    "ConflictDeclaration",
    "Decision",
    "Document",
    "Erasure",
    "ExecutingUnit",
    "Extension",
    "Feed",
    "FormalCheck",
    "Grant",
    "GrantCondition",
    "Hearing",
    "Inquiry",
    "InquiryMessage",
    "Invitation",
    "JurorProfile",
    "JuryMember",
    "Label",
    "LateUseCharge",
    "LateUseHearing",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerPosting",
    "Letter",
    "LetterChoice",
    "LetterContest",
    "LetterDispatch",
    "LetterText",
    "LimitChange",
    "Mail",
    "Meeting",
    "MeetingItem",
    "MeetingPresence",
    "MeetingVote",
    "Membership",
    "Memo",
    "Milestone",
    "Observation",
    "ObservationRun",
    "ObservationWord",
    "OfficerConflict",
    "Organisation",
    "Partner",
    "PartnerMember",
    "PaymentRequest",
    "PaymentRun",
    "Person",
    "Phase",
    "PlanLine",
    "PrintBatch",
    "Programme",
    "Project",
    "Receipt",
    "Release",
    "Report",
    "ReportLine",
    "ReportVoucher",
    "Revocation",
    "Round",
    "RoundMail",
    "RoundSetup",
    "Scenario",
    "ScenarioPaper",
    "Score",
    "Seal",
    "SignIn",
    "SignInAttempt",
    "SizeStatement",
    "TargetCountry",
    "TermsVersion",
    "TieChange",
    "TieSettlement",
    "Upload",
    "VoucherCheck",
    "VoucherSample",
]
