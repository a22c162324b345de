"""The grant of one recipient (Zuwendung) and the lines of its financing plan."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grants.models.aid_statement import AidStatement
from grants.models.application import Application
from grants.models.award import Award, Partner, PhaseKind, Project
from grants.models.base import Base, number
from grants.models.organisation import Organisation
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import Basis, Size
from grants.programme.plan_line import PlannedLine, Unit, lean
from grants.programme.stages import GrantState


class Grant(Base):
    """Money for one recipient, with its own grant number."""

    __tablename__ = "grant_to_recipient"

    id: Mapped[int] = number()
    number: Mapped[str] = mapped_column(unique=True)
    """Grant number (Förderkennzeichen): 03INT400A."""
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), index=True, init=False)
    award: Mapped[Award] = relationship()
    phase: Mapped[PhaseKind]
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True, init=False)
    project: Mapped[Project | None] = relationship(default=None)
    """Empty for the grants of the cluster management."""
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id"), unique=True, init=False
    )
    partner: Mapped[Partner | None] = relationship(default=None)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), init=False)
    recipient: Mapped[Organisation] = relationship()
    state: Mapped[GrantState] = mapped_column(default=GrantState.APPLIED)
    basis: Mapped[Basis]
    rate: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    """Per cent of the eligible costs that are paid, from the terms of the round."""
    costs: Mapped[Money] = mapped_column(default=NOTHING)
    """Eligible costs without allowance, EUR: the sum of the lines."""
    direct: Mapped[Money] = mapped_column(default=NOTHING)
    """Grant towards the costs, EUR."""
    allowance: Mapped[Money] = mapped_column(default=NOTHING)
    """Project allowance on top, EUR (R-027)."""
    amount: Mapped[Money] = mapped_column(
        Computed("direct + allowance", persisted=True), init=False
    )
    revoked: Mapped[Money] = mapped_column(default=NOTHING, server_default=text("0"))
    """How much of the amount was revoked or withdrawn since, EUR."""
    own_funds: Mapped[Money] = mapped_column(default=NOTHING)
    own_in_kind: Mapped[Money] = mapped_column(default=NOTHING)
    third_party: Mapped[Money] = mapped_column(default=NOTHING)
    other_public: Mapped[Money] = mapped_column(default=NOTHING, server_default=text("0"))
    """Public money from elsewhere for the same costs, EUR (R-028)."""
    research_fundamental: Mapped[Money] = mapped_column(default=NOTHING, server_default=text("0"))
    """Costs of a company that are fundamental research, EUR; likewise the next three (R-021)."""
    research_industrial: Mapped[Money] = mapped_column(default=NOTHING, server_default=text("0"))
    research_experimental: Mapped[Money] = mapped_column(default=NOTHING, server_default=text("0"))
    research_feasibility: Mapped[Money] = mapped_column(default=NOTHING, server_default=text("0"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    handed_in_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the management handed in its plan; the plans of a project go with the project."""
    awarded_at: Mapped[datetime | None] = mapped_column(default=None)
    recipient_size: Mapped[Size | None] = mapped_column(default=None)
    """Size of the company on the day of the award; it stays as it was decided (R-026)."""
    proof_invited_for: Mapped[date | None] = mapped_column(default=None)
    """The last day of the period for which the final proof was asked for; it may move later."""
    proof_invited_at: Mapped[datetime | None] = mapped_column(default=None)
    aid_statement_id: Mapped[int | None] = mapped_column(ForeignKey("aid_statement.id"), init=False)
    aid_statement: Mapped[AidStatement | None] = relationship(default=None)
    """What was stated of aid from elsewhere on the day of the award (R-025, R-029)."""
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    lines: Mapped[list["BudgetLine"]] = relationship(
        back_populates="grant",
        order_by="BudgetLine.category, BudgetLine.year",
        default_factory=list,
        cascade="all, delete-orphan",
    )
    plan_lines: Mapped[list["PlanLine"]] = relationship(
        back_populates="grant",
        order_by="PlanLine.position",
        default_factory=list,
        cascade="all, delete-orphan",
    )
    """What the amounts of some cells are made of, in the order in which it was written."""

    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="starts_before_it_ends"),
        CheckConstraint(
            "costs >= 0 and direct >= 0 and allowance >= 0 and own_funds >= 0"
            " and own_in_kind >= 0 and third_party >= 0",
            name="amounts_not_negative",
        ),
        CheckConstraint(
            "other_public >= 0 and research_fundamental >= 0 and research_industrial >= 0"
            " and research_experimental >= 0 and research_feasibility >= 0",
            name="parts_not_negative",
        ),
        CheckConstraint("direct <= costs", name="never_more_than_the_costs"),
        CheckConstraint(
            "revoked >= 0 and revoked <= direct + allowance", name="revoked_within_the_amount"
        ),
        CheckConstraint("rate >= 0 and rate <= 100", name="rate"),
        CheckConstraint(
            "awarded_at is null or direct + own_funds + own_in_kind + third_party"
            " + other_public = costs",
            name="financing_adds_up",
        ),
        CheckConstraint("(project_id is null) = (partner_id is null)", name="project_partner"),
        CheckConstraint(
            "(proof_invited_for is null) = (proof_invited_at is null)",
            name="invited_when_for_what",
        ),
        Index(
            "uq_grant_of_management",
            "award_id",
            "phase",
            unique=True,
            postgresql_where=text("project_id is null"),
        ),
    )

    @property
    def research(self) -> dict[Research, Money]:
        """The costs of a company by category of research, as far as they are assigned."""
        return {
            Research.FUNDAMENTAL: self.research_fundamental,
            Research.INDUSTRIAL: self.research_industrial,
            Research.EXPERIMENTAL: self.research_experimental,
            Research.FEASIBILITY: self.research_feasibility,
        }

    @property
    def rate_share(self) -> Fraction:
        """The rate as a part of one."""
        return Fraction(self.rate) / 100


class BudgetLine(Base):
    """Costs of one category in one calendar year, planned by an application or for a grant."""

    __tablename__ = "budget_line"

    id: Mapped[int] = number()
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), init=False)
    application: Mapped[Application | None] = relationship(back_populates="lines", default=None)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grant_to_recipient.id"), init=False)
    grant: Mapped[Grant | None] = relationship(back_populates="lines", default=None)
    category: Mapped[str]
    """Code of the cost category in the terms of the round, such as PERSONNEL."""
    year: Mapped[int]
    amount: Mapped[Money]

    __table_args__ = (
        CheckConstraint("num_nonnulls(application_id, grant_id) = 1", name="one_owner"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("year between 2000 and 2100", name="year"),
        Index(
            "uq_budget_line_application",
            "application_id",
            "category",
            "year",
            unique=True,
            postgresql_where=text("application_id is not null"),
        ),
        Index(
            "uq_budget_line_grant",
            "grant_id",
            "category",
            "year",
            unique=True,
            postgresql_where=text("grant_id is not null"),
        ),
    )


class PlanLine(Base):
    """One line of a plan: what for, how many, at which price. Its cell is the sum of its lines.

    Like the cells, lines belong to a grant, or to an application before there is one.
    """

    __tablename__ = "plan_line"

    id: Mapped[int] = number()
    application_id: Mapped[int | None] = mapped_column(
        ForeignKey("application.id"), index=True, init=False
    )
    application: Mapped[Application | None] = relationship(
        back_populates="plan_lines", default=None
    )
    grant_id: Mapped[int | None] = mapped_column(
        ForeignKey("grant_to_recipient.id"), index=True, init=False
    )
    grant: Mapped[Grant | None] = relationship(back_populates="plan_lines", default=None)
    position: Mapped[int]
    category: Mapped[str]
    year: Mapped[int]
    label: Mapped[str]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(8, 2), default=None)
    unit: Mapped[Unit | None] = mapped_column(default=None)
    unit_price: Mapped[Money | None] = mapped_column(default=None)
    amount: Mapped[Money]
    """EUR: typed, or quantity x price as the server worked it out."""
    note: Mapped[str] = mapped_column(default="")

    @property
    def planned(self) -> PlannedLine:
        """The line as rules and pages read it."""
        return PlannedLine(
            category=self.category,
            year=self.year,
            label=self.label,
            quantity=None if self.quantity is None else lean(self.quantity),
            unit=self.unit,
            unit_price=self.unit_price,
            fixed=self.amount,
            note=self.note,
        )

    __table_args__ = (
        CheckConstraint("num_nonnulls(application_id, grant_id) = 1", name="one_owner"),
        CheckConstraint("(quantity is null) = (unit_price is null)", name="quantity_with_price"),
        CheckConstraint(
            "quantity is null or amount = round(quantity * unit_price, 2)", name="worked_out"
        ),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("amount >= 0 and unit_price >= 0", name="not_negative"),
        CheckConstraint("label <> ''", name="labelled"),
        CheckConstraint("year between 2000 and 2100", name="year"),
    )
