"""The numbers of chapter 5: steps, sums, goods, minerals and one agreement."""

from __future__ import annotations

import pandas as pd

from corridors import data, units
from corridors.claims import ledger as claims
from corridors.claims.confidence import CONFIDENCE
from corridors.claims.judging import PAPER
from corridors.prose import Numbers, Told, listed, number, numbers, percent, told
from corridors.states import FIVE
from corridors.subjects import money, pivot, raw_materials
from corridors.told.shared import sure_in

SINCE = pd.Timestamp("2007-01-01")
"""The first day from which steps are counted: the year of the EU's first strategy."""


def _up_to_summit(
    steps: pd.DataFrame, summits: pd.DataFrame, since: pd.Timestamp = SINCE
) -> pd.DataFrame:
    """The steps with Central Asia up to the first summit, from a day on."""
    asia = data.where(steps, side=pivot.CENTRAL_ASIA)
    rows: pd.DataFrame = asia[asia["day"].between(since, pivot.first_summit(summits))]
    return rows


def turn(steps: pd.DataFrame, summits: pd.DataFrame) -> Numbers:
    """When half of the steps up to the first summit were taken; `steps` is from `pivot.steps`."""
    held, up_to = pivot.first_summit_held(summits), _up_to_summit(steps, summits)
    summit = pivot.first_summit(summits)
    half = pivot.half_taken_by(data.where(steps, side=pivot.CENTRAL_ASIA), summit)
    return numbers(
        steps_to_summit=told(len(up_to), up_to),
        half_by=told(f"{half:%B %Y}", up_to[up_to["day"] <= half]),
        half_years=told(f"{number(units.years_between(half, summit), 1)} years", up_to, held),
        trump_day=told(f"{pivot.TRUMP:%B %Y}", given="the day of the inauguration, in the code"),
    )


def since_the_war(steps: pd.DataFrame, summits: pd.DataFrame) -> Numbers:
    """How many steps came between the war and the summit, and since Trump; as in `turn`."""
    war, trump = (_up_to_summit(steps, summits, day) for day in (pivot.WAR, pivot.TRUMP))
    return numbers(of_turn=told(len(war), war), after_trump=told(len(trump), trump))


def turn_in_detail(steps: pd.DataFrame, summits: pd.DataFrame) -> Numbers:
    """From when to when steps are counted, and how close the last ones lie; as in `turn`."""
    held, up_to = pivot.first_summit_held(summits), _up_to_summit(steps, summits)
    summit = pivot.first_summit(summits)
    most = claims.finding("c45")
    return numbers(
        steps_since=told(up_to["day"].dt.year.min(), up_to),
        summit_day=told(f"{summit:%B %Y}", held),
        after_days=told(f"{(summit - pivot.TRUMP).days} days", held),
        most_before=told(most.figures["most_in_as_many_days_before"], *most.rows),
    )


def _rate(steps: pd.DataFrame, spans: pd.DataFrame, side: str, first: pd.Timestamp) -> Told:
    """Steps a year from a turning point to the next."""
    span = data.where(spans, side=side, first_day=first).iloc[0]
    taken = data.where(steps, side=side)
    inside = taken[(taken["day"] >= first) & (taken["day"] < span["end_day"])]
    return told(number(span["steps_a_year"], 1), inside)


def pace(steps: pd.DataFrame, spans: pd.DataFrame) -> Numbers:
    """Steps a year before and after the war; `spans` is from `pivot.pace` on these steps."""
    return numbers(
        asia_slow=_rate(steps, spans, pivot.CENTRAL_ASIA, SINCE),
        asia_quick=_rate(steps, spans, pivot.CENTRAL_ASIA, pivot.WAR),
    )


def pace_of_late(steps: pd.DataFrame, spans: pd.DataFrame) -> Numbers:
    """Steps a year since Trump's second term, and Azerbaijan's before it; as in `pace`."""
    return numbers(
        asia_now=_rate(steps, spans, pivot.CENTRAL_ASIA, pivot.TRUMP),
        azerbaijan_now=_rate(steps, spans, pivot.AZERBAIJAN, pivot.TRUMP),
        azerbaijan_quick=_rate(steps, spans, pivot.AZERBAIJAN, pivot.WAR),
    )


def plan(plans: pd.DataFrame) -> Numbers:
    """Since when the summit was in print as planned; `plans` is from `pivot.summit_plans`."""
    first = plans.head(1)
    return numbers(planned_known=told(f"{first['known_by'].iloc[0]:%B %Y}", first))


def first_plan(plans: pd.DataFrame) -> Numbers:
    """For which year the summit was first planned; as in `plan`."""
    first = plans.head(1)
    return numbers(planned_for=told(f"{first['planned_to'].iloc[0]:%Y}", first))


def ways() -> Numbers:
    """How many of the Eastern Partnership's ways there were, and how many of them were new."""
    found = claims.finding("c47")
    return numbers(
        ways_new=told(found.figures["new"], *found.rows),
        ways_all=told(found.figures["ways"], *found.rows),
    )


AZERBAIJAN_PLAN = "economic_and_investment_plan_azerbaijan"
"""The programme of the EU's plan for Azerbaijan."""


def _of_package(sums: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    """The sums of the package of the summit."""
    return data.where(sums, programme=money.PACKAGE, **wanted)


def package(sums: pd.DataFrame) -> Numbers:
    """The package of the summit, and its age; `sums` is from `money.sums`."""
    total, announced = _of_package(sums, part="total"), _of_package(sums).head(1)
    age = (PAPER - announced["first_day"].iloc[0]).days
    return numbers(
        package=told(f"EUR {number(_only(total))} bn", total),
        package_age=told(f"{age} days", announced),
    )


def firm() -> Numbers:
    """What was signed or set aside since the war, and its part of the package."""
    found = claims.finding("c46")
    return numbers(
        firm_since_war=told(f"EUR {number(found.number('firm_eur_bn') * 1000)} mn", *found.rows),
        firm_share=told(percent(found.number("firm_percent") / 100, 1), *found.rows),
    )


def _part(sums: pd.DataFrame, purpose: str) -> Told:
    """What of the package is for a purpose."""
    rows = _of_package(sums, purpose=purpose)
    return told(f"{number(_only(rows), 1)} bn", rows)


def parts(sums: pd.DataFrame) -> Numbers:
    """The largest parts of the package, and Azerbaijan's plan; `sums` is from `money.sums`."""
    plan = data.where(sums, programme=AZERBAIJAN_PLAN)
    mobilised, committed = (
        data.where(plan, stated_stage=stage) for stage in ("to be mobilised", "committed")
    )
    return numbers(
        package_green=_part(sums, money.GREEN),
        package_transport=_part(sums, money.TRANSPORT),
        package_minerals=_part(sums, money.RAW_MATERIALS),
        azerbaijan_plan=told(f"EUR {number(_only(mobilised))} bn", mobilised),
        azerbaijan_committed=told(f"{number(_only(committed) * 1000)} mn", committed),
    )


def parts_in_detail(sums: pd.DataFrame) -> Numbers:
    """The other parts of the package, and the day of Azerbaijan's plan; as in `parts`."""
    green, total = _of_package(sums, purpose=money.GREEN), _of_package(sums, part="total")
    found, plan = claims.finding("c46"), data.where(sums, programme=AZERBAIJAN_PLAN)
    return numbers(
        package_green_share=told(percent(_only(green) / _only(total)), green, total),
        package_digital=_part(sums, money.DIGITAL),
        package_targeted=told(percent(found.number("targeted_percent") / 100), *found.rows),
        plan_day=told(plan["dated"].iloc[0], plan.head(1)),
    )


def _only(rows: pd.DataFrame) -> float:
    """The sum of one row. Raises ValueError when it is not one row: a sum would be twice told."""
    if len(rows) != 1:
        raise ValueError(f"{len(rows)} sums where one is meant: {rows['name'].tolist()}")
    return float(rows["amount_eur_bn"].iloc[0])


def transport(sums: pd.DataFrame) -> Numbers:
    """What backs the money announced for transport; `sums` is from `money.sums`."""
    corridor = data.where(sums, programme="trans_caspian_corridor")
    pledge = data.where(corridor, part="total", stated_stage="ongoing and planned")
    ebrd, eib = (
        data.where(corridor, part=lender, stated_stage="memorandum") for lender in ("ebrd", "eib")
    )
    return numbers(
        corridor_money=told(f"EUR {number(_only(pledge))} bn", pledge),
        corridor_day=told(corridor["dated"].iloc[0], corridor.head(1)),
        corridor_memoranda=told(f"{number(_only(ebrd) + _only(eib), 2)} bn", ebrd, eib),
        corridor_ebrd=told(f"{number(_only(ebrd), 1)} bn", ebrd),
    )


def older(sums: pd.DataFrame) -> Numbers:
    """Older money, as a scale; `sums` is from `money.sums`."""
    ebrd = sums[sums["programme"].str.startswith("ebrd_investment")]
    most = ebrd.groupby("programme")["amount_eur_bn"].sum().idxmax()
    of_a_year = data.where(ebrd, programme=str(most))
    loans = data.where(sums, programme="eib_loans_central_asia", stage=money.SIGNED)
    aid = sums[sums["programme"].str.startswith("eu_assistance_central_asia")]
    first, second = aid.iloc[[0]], aid.iloc[[1]]
    return numbers(
        loans_signed=told(f"EUR {number(_only(loans) * 1000)} mn", loans),
        loans_years=told(loans["dated"].iloc[0], loans),
        aid_first=told(f"EUR {number(_only(first) * 1000)} mn", first),
        aid_first_years=told(first["dated"].iloc[0], first),
        aid_second=told(f"EUR {number(_only(second))} bn", second),
        aid_second_years=told(second["dated"].iloc[0], second),
        ebrd_year=told(f"EUR {number(of_a_year['amount_eur_bn'].sum(), 1)} bn", of_a_year),
    )


def heads(sums: pd.DataFrame, economies: pd.DataFrame, people: pd.Series) -> Numbers:
    """The two promises by head; `sums` is from `money.sums`, `economies` is `policy/economies`.

    `people` is from `money.heads`.
    """
    promises = money.by_head(sums, people).query("stage == @money.PROMISED")
    top = promises.groupby("recipient")["amount_eur_head"].max()
    promised = data.where(sums, stage=money.PROMISED)

    def head(recipient: str, countries: list[str], **programme: str) -> Told:
        counted = data.where(money.counted_heads(economies), country=countries)
        return told(f"EUR {number(top[recipient])}", data.where(promised, **programme), counted)

    return numbers(
        asia_head=head("all five", list(FIVE), programme=money.PACKAGE, part="total"),
        azerbaijan_head=head("Azerbaijan", ["AZE"], programme=AZERBAIJAN_PLAN),
    )


def heads_counted(economies: pd.DataFrame, people: pd.Series) -> Numbers:
    """Over how many people the sums by head are; as in `heads`."""
    counted = money.counted_heads(economies)
    asia, azerbaijan = (data.where(counted, country=who) for who in (list(FIVE), "AZE"))
    return numbers(
        people_asia=told(f"{number(people[money.FIVE_STATES] / 1e6)} million", asia),
        people_azerbaijan=told(f"{number(people['Azerbaijan'] / 1e6, 1)} million", azerbaijan),
    )


def unheard(sums: pd.DataFrame) -> Numbers:
    """How many sums there are for Turkmenistan alone, or binding ones for raw materials."""
    asked = data.where(sums, purpose=money.RAW_MATERIALS)
    bound, alone = data.where(asked, stage=money.FIRM), data.where(sums, recipient="TKM")
    return numbers(unheard=told(len(bound) + len(alone) or "no", asked, bound, alone))


def _years_of_growth(exports: pd.DataFrame) -> tuple[int, int]:
    """The newest year of exports, and that two years before it."""
    last = int(exports["year"].max())
    return last - 2, last


def _grown(exports: pd.DataFrame, country: str) -> tuple[float, pd.DataFrame]:
    """How many times as much a country was sold in the newest year, and the rows of both years."""
    years = _years_of_growth(exports)
    rows = data.where(exports, country=country, year=years)
    return float(pivot.growth(exports, *years)[country]), rows


def _growth(exports: pd.DataFrame, country: str) -> Told:
    times, rows = _grown(exports, country)
    return told(f"{number(times, 1)} times", rows)


def sold(exports: pd.DataFrame) -> Numbers:
    """What the EU sells to two states; `exports` is from `pivot.eu_exports`."""
    first, last = _years_of_growth(exports)
    return numbers(
        export_years=told(f"{first} to {last}", data.where(exports, year=(first, last))),
        kyrgyz_growth=_growth(exports, "Kyrgyzstan"),
        kazakh_growth=_growth(exports, "Kazakhstan"),
    )


def sold_in_detail(exports: pd.DataFrame, texts: pd.DataFrame) -> Numbers:
    """What else the EU sells; `exports` as in `sold`, `texts` is `policy/joint_texts`."""
    _, last = _years_of_growth(exports)
    kyrgyz = data.where(exports, country="Kyrgyzstan", year=last)
    turkmen, of_turkmen = _grown(exports, "Turkmenistan")
    named = data.where(texts, principle="sanctions_circumvention")
    years = sorted({str(day.left.year) for day in named["date"]})
    return numbers(
        kyrgyz_sold=told(f"EUR {number(kyrgyz['exports_eur_bn'].iloc[0], 1)} bn", kyrgyz),
        azerbaijan_growth=_growth(exports, "Azerbaijan"),
        turkmen_growth=told(
            f"{'rose' if turkmen > 1 else 'fell'} by {percent(abs(turkmen - 1))}", of_turkmen
        ),
        circumvention_years=told(listed(years), named),
    )


def fuels(part_year: pd.DataFrame) -> Numbers:
    """What part of its imports from Kazakhstan is fuel; of `policy/trade_part_year`."""
    rows = pivot.newest_fuels(part_year, "KAZ")
    return numbers(kazakh_fuels=told(percent(pivot.fuel_share(part_year, "KAZ")), rows))


def bought(exports: pd.DataFrame, imports: pd.DataFrame, part_year: pd.DataFrame) -> Numbers:
    """What the EU buys in Kazakhstan and sells to it, and of which months its fuels are.

    `exports` and `imports` are from `pivot.eu_exports` and `pivot.eu_imports`, `part_year` is
    `policy/trade_part_year`.
    """
    came = data.where(imports, country="Kazakhstan").tail(1)
    year = int(came["year"].iloc[0])
    went = data.where(exports, country="Kazakhstan", year=year)
    rows = pivot.newest_fuels(part_year, "KAZ")
    months = rows["period"].iloc[0]
    return numbers(
        kazakh_year=told(year, came),
        kazakh_bought=told(f"EUR {number(came['imports_eur_bn'].iloc[0], 1)} bn", came),
        kazakh_sold=told(f"{number(went['exports_eur_bn'].iloc[0], 1)} bn", went),
        fuel_months=told(f"{months.left:%B} to {data.last_day(months):%B %Y}", rows),
    )


def minerals(shares: pd.DataFrame) -> Numbers:
    """Of what there are shares on record; `shares` is from `raw_materials.shares`."""
    reserves = data.where(shares, kind=raw_materials.RESERVES)
    supply = data.where(shares, kind=raw_materials.SUPPLY)
    top = reserves.nlargest(1, "share_percent")
    return numbers(
        reserve_materials=told(reserves["material"].nunique(), reserves),
        supply_materials=told(supply["material"].nunique(), supply),
        top_reserve=told(f"{number(top['share_percent'].iloc[0])} percent", top),
        top_material=told(str(top["material"].iloc[0]).lower(), top),
    )


def minerals_in_detail(shares: pd.DataFrame, materials: pd.DataFrame) -> Numbers:
    """How many shares are claims, and what of the EU's list Kazakhstan has; as in `minerals`.

    `materials` is `policy/raw_materials`.
    """
    estimates = data.where(shares, status="estimate")
    produced, can_supply = (
        data.where(materials, material="critical_raw_materials", measure=f"eu_critical_list_{what}")
        for what in ("produced", "can_supply")
    )
    return numbers(
        claims_share=told(f"{len(estimates)} of {len(shares)}", shares),
        produced=told(int(produced["value"].iloc[0]), produced),
        can_supply=told(int(can_supply["value"].iloc[0]), can_supply),
    )


def _supply(materials: pd.DataFrame, at: int) -> tuple[Told, Told]:
    """What part of its uranium the EU has from Kazakhstan, in one of the years on record."""
    row = data.where(raw_materials.uranium_supply(materials), origin="KAZ").iloc[[at]]
    share = told(f"{number(row['share_percent'].iloc[0])} percent", row)
    return share, told(row["year"].iloc[0], row)


def uranium(materials: pd.DataFrame) -> Numbers:
    """Kazakhstan's uranium: mined, and sent to the EU; `materials` is `policy/raw_materials`."""
    mined = raw_materials.mined_and_supplied(materials)
    newest = mined.dropna(subset="world_t").iloc[-1]
    supply, year = _supply(materials, -1)
    return numbers(
        kazakh_world=told(
            f"{number(newest['kazakh_share_percent'])} percent",
            data.where(
                raw_materials.uranium_mined(materials),
                year=newest["year"],
                place=("KAZ", "WORLD"),
            ),
        ),
        supply_year=year,
        kazakh_supply=supply,
    )


def uranium_in_detail(materials: pd.DataFrame) -> Numbers:
    """Kazakhstan's uranium in the first year and the last; table as in `uranium`."""
    mined = raw_materials.mined_and_supplied(materials)
    kazakh = data.where(raw_materials.uranium_mined(materials), place="KAZ")
    supply, year = _supply(materials, 0)

    def output(row: pd.Series) -> Told:
        words = f"{number(row['kazakhstan_t'])} t in {row['year']}"
        return told(words, data.where(kazakh, year=row["year"]))

    return numbers(
        output_first=output(mined.iloc[0]),
        output_last=output(mined.iloc[-1]),
        kazakh_supply_before=supply,
        supply_year_before=year,
    )


def _day(marks: pd.DataFrame, mark: str) -> Told:
    """The month of a milestone of the agreement."""
    row = data.where(marks, mark=mark)
    return told(f"{row['day'].iloc[0]:%B %Y}", row)


def agreement(institutions: pd.DataFrame, events: pd.DataFrame) -> Numbers:
    """How far the agreement is said to be; of `policy/institutions` and `policy/events`."""
    said = pivot.agreement_statements(institutions)
    marks = pivot.agreement_milestones(events)
    first, last = said.head(1), said.tail(1)
    years = units.years_between(first["day"].iloc[0], last["day"].iloc[0])
    return numbers(
        said_share=told(f"{number(first['agreed_percent'].iloc[0])} percent", first),
        said_first=told(f"{first['day'].iloc[0]:%B %Y}", first),
        said_times=told(said["day"].nunique(), said),
        said_years=told(f"{number(years)} years", first, last),
        resume_day=_day(marks, "talks to resume"),
        open_day=_day(marks, "not signed yet"),
    )


def talks_began(events: pd.DataFrame) -> Numbers:
    """Since when the agreement is talked about; of `policy/events`."""
    marks = pivot.agreement_milestones(events)
    return numbers(mandate=_day(marks, "mandate"), talks_open=_day(marks, "talks open"))


def reset() -> Numbers:
    """The year before and after the visit: meetings, and resolutions of the Parliament."""
    visit = claims.finding("c52")
    return numbers(
        visits_after=told(visit.figures["meetings_after"], *visit.rows),
        visits_before=told(visit.figures["meetings_before"], *visit.rows),
        critic_before=told(visit.figures["criticism_before"], *visit.rows),
        critic_after=told(visit.figures["criticism_after"], *visit.rows),
    )


def weight() -> Numbers:
    """What Azerbaijan weighs in gas and on the railway."""
    found = claims.finding("c55")
    share = number(found.number("gas_percent"), 1)
    trains = number(found.number("block_trains_percent"), 1)
    return numbers(
        weight_gas=told(f"{share} percent", *found.rows),
        weight_trains=told(f"{trains} percent", *found.rows),
    )


def texts() -> Numbers:
    """What the joint texts name, and to how many members Azerbaijan's gas is a tenth."""
    joint, found = claims.finding("c51"), claims.finding("c55")
    return numbers(
        texts_all=told(joint.figures["texts"], *joint.rows),
        texts_law=told(joint.figures["law"], *joint.rows),
        texts_many=told(joint.figures["multilateral"], *joint.rows),
        weight_members=told(found.figures["members_with_a_tenth"], *found.rows),
    )


def sureness(ledger: pd.DataFrame) -> Numbers:
    """How sure the verdicts of the section are; `ledger` is from `claims.ledger`."""
    sure = list(ledger.loc[ledger["confidence"] != "", "confidence"])
    # The most frequent word first, and of words that are as frequent the less sure one.
    by_count = sorted(CONFIDENCE, key=lambda word: -sure.count(word))
    words = [f"{word} for {sure.count(word)}" for word in by_count if word in sure]
    behind = data.where(data.load("policy/claims"), claim_id=list(ledger["claim_id"]))
    of = sure_in("eu_pivot")
    return numbers(
        sure_words=told(listed(words), behind),
        sure_turn=of("c44"),
        sure_cause=of("c45"),
        sure_money=of("c46"),
        sure_talks=of("c53"),
    )
