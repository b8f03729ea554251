"""Atelier Lumen: thirty-five people, two sites, sixty contracts, a year at the bank, two years of history."""

from datetime import date, time, timedelta
from typing import Any

from pupitre.demo import banking, endings, mission, requests, routines, tasks, workshop
from pupitre.demo.portfolio import Cast, draft
from pupitre.demo.story import Story, presence_days, rows, week
from pupitre.engines.attention.public import (
    block_item,
    estimate_item,
    make_appointment,
    name_relay,
    note_presence_change,
    set_pattern,
    wait_for_item,
)
from pupitre.foundation import clock
from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.models import Clearance, Company, Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.calendar import add_months
from pupitre.kernel.periods import Period
from pupitre.modules.people.public import Founding, add_team, edit_person, found_company, hire, open_site, person_of
from pupitre.modules.suppliers.public import (
    Choice,
    Contract,
    Decided,
    SupplierDraft,
    add_supplier,
    end_contract,
    record_negotiation,
    record_window_decision,
    sign_contract,
    turn_the_page,
)

DOMAIN = "atelier-lumen.example"
CLAIRE = "claire@pupitre.example"
LEADING = ("Direct", "Respons", "Conductrice")  # jobs of those to whom others answer
HISTORY = 24  # months
EFFORTS = {  # minutes, as Claire knows them
    "Nettoyage des bureaux": 20,
    "Télésurveillance de Pantin": 45,
    "Titres-restaurant": 90,
    "Climatisation des bureaux": 150,
    "Visioconférence des salles": 8,
    "Banque d’images": 5,
}
APPOINTMENTS = (
    ("Point avec Sophie", time(9, 15), time(9, 30)),
    ("Visite du repreneur du chariot", time(14), time(14, 45)),
)


def play(today: date) -> Company:
    story = Story(today)
    founding = Founding(
        company="Atelier Lumen",
        slug="atelier-lumen",
        person="Sophie Lacombe",
        email=f"sophie@{DOMAIN}",
        site="Pantin",
        job_title="Directrice",
        roles=(Role.DIRECTOR,),
        clearances=(Clearance.HR, Clearance.DIRECTION),
        joined_on=add_months(today, -96),
        is_demo=True,
    )
    with clock.at(clock.now() - timedelta(days=760)):
        sophie = found_company(founding)
    with working_for(sophie.company):
        Atelier(story, sophie).tell()
    return sophie.company


class Atelier:
    """The scenes of the story, and what each of them needs of those before."""

    def __init__(self, story: Story, sophie: Member) -> None:
        self.story, self.today, self.sophie = story, story.today, sophie
        self.cast = Cast({sophie.name: sophie}, {"Pantin": sophie.site}, {})  # type: ignore[dict-item]  # founded with a site
        self.contracts: dict[str, Contract] = {}

    @property
    def claire(self) -> Member:
        return self.cast.members["Claire Morel"]

    def tell(self) -> None:
        self.story.ago(740, 8, self._open)
        self._people()
        self._suppliers_and_contracts()
        self._decisions()
        self._last_days()
        requests.tell(self.story, self.cast, self.contracts)
        endings.tell(self.story, self.cast, self.contracts)
        banking.tell(self.story, self.cast)
        tasks.tell(self.story, self.cast)
        workshop.tell(self.story, self.cast)
        routines.tell(self.story, self.cast)
        mission.tell(self.story, self.cast, self.contracts)
        self.story.ago(0, 6, turn_the_page)
        self.story.play()

    def _open(self) -> None:
        """Sophie opens Nantes and lets Claire in; Claire says when she is there."""
        self.cast.sites["Nantes"] = open_site("Nantes", address="12 quai de la Fosse, 44000 Nantes", actor=self.sophie)
        who = {"job_title": "Office manager", "roles": (Role.OFFICE_MANAGER,)}
        self.cast.members["Claire Morel"] = hire("Claire Morel", CLAIRE, actor=self.sophie, **who)
        let_in(self.claire)
        pattern = week(presence_days(self.today), self.cast.sites["Pantin"].ref)
        set_pattern(self.claire, pattern, actor=self.claire)

    def _people(self) -> None:
        teams: dict[str, Any] = {}
        for row in rows("people.csv"):
            days_ago = 735 if int(row["months"]) > HISTORY else int(row["months"]) * 30
            self.story.ago(days_ago, 9, lambda row=row: self._hire(row, teams))  # type: ignore[misc]  # bound now

    def _hire(self, row: dict[str, str], teams: dict[str, Any]) -> None:
        if row["team"] not in teams:
            teams[row["team"]] = add_team(row["team"], actor=self.sophie)
        if row["name"] == self.sophie.name:
            edit_person(person_of(self.sophie), team=teams[row["team"]], actor=self.sophie)
            return
        roles = (Role.MANAGER, Role.EMPLOYEE) if row["job"].startswith(LEADING) else (Role.EMPLOYEE,)
        given = {
            "job_title": row["job"],
            "team": teams[row["team"]],
            "site": self.cast.sites[row["site"]],
            "manager": self.cast.members.get(row["manager"]),
            "joined_on": add_months(self.today, -int(row["months"])),
            "roles": roles,
        }
        member = hire(row["name"], f"{row['mailbox']}@{DOMAIN}", actor=self.sophie, **given)
        self.cast.members[member.name] = member
        if member.name in ("Léa Vasseur", "Yanis Benali"):  # those whose day is told, with the three above
            let_in(member)
        days: tuple[int, ...] = (0, 1, 2, 3, 4)
        if row["team"] in ("Ventes", "Conception") and len(row["name"]) % 3 == 0:
            days = tuple(day for day in days if day != len(row["name"]) % 5)  # one day at home
        set_pattern(member, week(days, member.site.ref), actor=self.claire)  # type: ignore[union-attr]

    def _suppliers_and_contracts(self) -> None:
        for n, row in enumerate(rows("suppliers.csv")):
            self.story.ago(700 - n, 10, lambda row=row: self._supplier(row))  # type: ignore[misc]
        for n, row in enumerate(rows("contracts.csv")):
            self.story.ago(650 - n * 4, 11, lambda row=row: self._contract(row))  # type: ignore[misc]

    def _supplier(self, row: dict[str, str]) -> None:
        made = add_supplier(SupplierDraft(**row), actor=self.claire)
        self.cast.suppliers[made.name] = made

    def _contract(self, row: dict[str, str]) -> None:
        made = sign_contract(draft(row, self.cast, self.today), actor=self.claire)
        self.contracts[made.title] = made
        if row["negotiated"] and made.last_negotiated_on is None:
            record_negotiation(made, add_months(self.today, -int(row["negotiated"])), actor=self.claire)

    def _decisions(self) -> None:
        """What was decided lately, and by whom: some windows are behind, some wait."""
        self._decide("Suite bureautique, 34 postes", Choice.RENEW, "34 postes utilisés, prix tenu.", 12, "Claire Morel")
        self._decide("Location du chariot élévateur", Choice.TERMINATE, "Achat d’occasion décidé en octobre.", 6)
        self._decide("Mutuelle et prévoyance", Choice.RENEGOTIATE, "Hausse de 9 % : deux offres à demander.", 4)
        self._decide("Fibre et téléphonie", Choice.RENEW, "Débit suffisant jusqu’au déménagement.", 1)

    def _decide(self, title: str, choice: Choice, reason: str, days_ago: int, who: str = "Sophie Lacombe") -> None:
        def scene() -> None:
            turn_the_page()
            contract = self.contracts[title]
            contract.refresh_from_db()
            decided = Decided(contract.next_occurrence or 0, choice, reason)
            record_window_decision(contract, decided, actor=self.cast.members[who])

        self.story.ago(days_ago, 15, scene)

    def _last_days(self) -> None:
        self.story.ago(4, 9, self._claire_prepares)
        self.story.ago(3, 9, lambda: name_relay(self.claire, self.cast.members["Yanis Benali"], actor=self.claire))
        week_end = Period(self.today + timedelta(days=1), self.today + timedelta(days=3))
        self.story.ago(
            2, 14, lambda: note_presence_change(self.cast.members["Omar Diallo"], week_end, actor=self.sophie)
        )
        self.story.ago(1, 16, lambda: self._end("Gaz de l’atelier de verre"))
        point, visit = (
            ("Point avec Sophie", time(9, 15), time(9, 30)),
            ("Visite du repreneur du chariot", time(14), time(14, 45)),
        )
        for title, starts, ends in (point, visit):
            self.story.ago(
                2,
                17,
                lambda title=title, starts=starts, ends=ends: make_appointment(  # type: ignore[misc]
                    self.claire, title, self._next_day(), starts, ends, actor=self.claire
                ),
            )

    def _claire_prepares(self) -> None:
        """What she knows of her work: how long it takes, who must answer, what a decision holds up."""
        turn_the_page()
        for title, minutes in EFFORTS.items():
            estimate_item(self._window(title), minutes=minutes, actor=self.claire)
        chase_on = self.today + timedelta(days=7)
        wait_for_item(self._window("Copieurs, trois machines"), whom="Xeros", chase_on=chase_on, actor=self.claire)
        block_item(self._window("Plantes et entretien"), by="Accord de Sophie sur l’accueil", actor=self.claire)

    def _window(self, title: str) -> str:
        contract = self.contracts[title]
        contract.refresh_from_db()
        return f"suppliers.notice:{contract.ref}:{contract.next_occurrence}"

    def _omar_is_away(self) -> None:
        days = Period(self.today + timedelta(days=1), self.today + timedelta(days=3))
        note_presence_change(self.cast.members["Omar Diallo"], days, actor=self.sophie)

    def _end(self, title: str) -> None:
        contract = self.contracts[title]
        contract.refresh_from_db()
        end_contract(contract, self.today + timedelta(days=60), actor=self.sophie)

    def _next_day(self) -> date:
        wanted = presence_days(self.today)[0]
        return next(day for n in range(7) if (day := self.today + timedelta(days=n)).weekday() == wanted)


def let_in(member: Member) -> None:
    """An account without a password: a sample company is entered by a link, never by a known word."""
    member.user = User.objects.filter(email=member.email).first() or User.objects.create_user(member.email)
    member.save(update_fields=["user"])
