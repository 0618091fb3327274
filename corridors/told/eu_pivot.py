"""The numbers of chapter 5: steps, sums, goods, minerals and one agreement."""

from __future__ import annotations

import pandas as pd

from corridors import data, units
from corridors.claims import ledger as claims
from corridors.claims.judging import PAPER
from corridors.prose import Numbers, Told, listed, number, numbers, percent, told
from corridors.states import FIVE
from corridors.subjects import money, pivot, raw_materials
from corridors.told.shared import sure_in

SINCE = pd.Timestamp("2007-01-01")
"""The first day from which steps are counted: the year of the EU's first strategy."""


def turn(steps: pd.DataFrame, summits: pd.DataFrame) -> Numbers:
    """When the steps up to the first summit were taken; `steps` is from `pivot.steps`."""
    held, asia = pivot.first_summit_held(summits), data.where(steps, side=pivot.CENTRAL_ASIA)
    summit = pivot.first_summit(summits)
    up_to = asia[asia["day"] <= summit]
    half = pivot.half_taken_by(asia, summit)
    since_war, since_trump = (up_to[up_to["day"] >= day] for day in (pivot.WAR, pivot.TRUMP))
    most = claims.finding("c45")
    return numbers(
        steps_to_summit=told(len(up_to), up_to),
        steps_since=told(up_to["day"].dt.year.min(), up_to),
        summit_day=told(f"{summit:%B %Y}", held),
        half_by=told(f"{half:%B %Y}", up_to[up_to["day"] <= half]),
        half_years=told(f"{number(units.years_between(half, summit), 1)} years", up_to, held),
        of_turn=told(len(since_war), since_war),
        after_trump=told(len(since_trump), since_trump),
        after_days=told(f"{(summit - pivot.TRUMP).days} days", held),
        trump_day=told(f"{pivot.TRUMP:%B %Y}", given="the day of the inauguration, in the code"),
        most_before=told(most.figures["most_in_as_many_days_before"], *most.rows),
    )


def pace(steps: pd.DataFrame, spans: pd.DataFrame) -> Numbers:
    """Steps a year between the turning points; `spans` is from `pivot.pace` on these steps."""

    def rate(side: str, first: pd.Timestamp) -> Told:
        span = data.where(spans, side=side, first_day=first).iloc[0]
        taken = data.where(steps, side=side)
        inside = taken[(taken["day"] >= first) & (taken["day"] < span["end_day"])]
        return told(number(span["steps_a_year"], 1), inside)

    return numbers(
        asia_slow=rate(pivot.CENTRAL_ASIA, SINCE),
        asia_quick=rate(pivot.CENTRAL_ASIA, pivot.WAR),
        asia_now=rate(pivot.CENTRAL_ASIA, pivot.TRUMP),
        azerbaijan_quick=rate(pivot.AZERBAIJAN, pivot.WAR),
        azerbaijan_now=rate(pivot.AZERBAIJAN, pivot.TRUMP),
    )


def plan(plans: pd.DataFrame) -> Numbers:
    """Since when the summit was in print as planned; `plans` is from `pivot.summit_plans`."""
    first = plans.head(1)
    return numbers(
        planned_known=told(f"{first['known_by'].iloc[0]:%B %Y}", first),
        planned_for=told(f"{first['planned_to'].iloc[0]:%Y}", first),
    )


def ways() -> Numbers:
    """How many of the Eastern Partnership's ways there were, and how many of them were new."""
    found = claims.finding("c47")
    return numbers(
        ways_new=told(found.figures["new"], *found.rows),
        ways_all=told(found.figures["ways"], *found.rows),
    )


def package(sums: pd.DataFrame) -> Numbers:
    """The package of the summit and Azerbaijan's plan; `sums` is from `money.sums`."""
    of_package = data.where(sums, programme=money.PACKAGE)
    total = data.where(of_package, part="total")
    plan = data.where(sums, programme="economic_and_investment_plan_azerbaijan")
    mobilised, committed = (
        data.where(plan, stated_stage=stage) for stage in ("to be mobilised", "committed")
    )

    def part(purpose: str) -> Told:
        rows = data.where(of_package, purpose=purpose)
        return told(f"{number(_only(rows), 1)} bn", rows)

    green = data.where(of_package, purpose=money.GREEN)
    green_share = _only(green) / _only(total)
    return numbers(
        package=told(f"EUR {number(_only(total))} bn", total),
        package_green=part(money.GREEN),
        package_green_share=told(percent(green_share), green, total),
        package_transport=part(money.TRANSPORT),
        package_minerals=part(money.RAW_MATERIALS),
        package_digital=part(money.DIGITAL),
        azerbaijan_plan=told(f"EUR {number(_only(mobilised))} bn", mobilised),
        plan_day=told(plan["dated"].iloc[0], plan.head(1)),
        azerbaijan_committed=told(f"{number(_only(committed) * 1000)} mn", committed),
    )


def _only(rows: pd.DataFrame) -> float:
    """The sum of one row. Raises ValueError when it is not one row: a sum would be twice told."""
    if len(rows) != 1:
        raise ValueError(f"{len(rows)} sums where one is meant: {rows['name'].tolist()}")
    return float(rows["amount_eur_bn"].iloc[0])


def firm(sums: pd.DataFrame) -> Numbers:
    """What backs the promises, and what is firm; `sums` is from `money.sums`."""
    found = claims.finding("c46")
    corridor = data.where(sums, programme="trans_caspian_corridor")
    pledge = data.where(corridor, part="total", stated_stage="ongoing and planned")
    ebrd, eib = (
        data.where(corridor, part=lender, stated_stage="memorandum") for lender in ("ebrd", "eib")
    )
    announced = data.where(sums, programme=money.PACKAGE).head(1)
    age = (PAPER - announced["first_day"].iloc[0]).days
    return numbers(
        corridor_money=told(f"EUR {number(_only(pledge))} bn", pledge),
        corridor_day=told(corridor["dated"].iloc[0], corridor.head(1)),
        corridor_memoranda=told(f"{number(_only(ebrd) + _only(eib), 2)} bn", ebrd, eib),
        corridor_ebrd=told(f"{number(_only(ebrd), 1)} bn", ebrd),
        firm_since_war=told(f"EUR {number(found.number('firm_eur_bn') * 1000)} mn", *found.rows),
        firm_share=told(percent(found.number("firm_percent") / 100, 1), *found.rows),
        package_age=told(f"{age} days", announced),
        package_targeted=told(percent(found.number("targeted_percent") / 100), *found.rows),
    )


def older(sums: pd.DataFrame) -> Numbers:
    """Older money, as a scale; `sums` is from `money.sums`."""
    found = claims.finding("c46")
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
        ebrd_year=told(f"EUR {number(found.number('others_eur_bn'), 1)} bn", *found.rows),
    )


def heads(sums: pd.DataFrame, economies: pd.DataFrame) -> Numbers:
    """The two promises by head; `sums` is from `money.sums`, `economies` is `policy/economies`."""
    people, counted = money.heads(economies), money.counted_heads(economies)
    promises = money.by_head(sums, people).query("stage == @money.PROMISED")
    top = promises.groupby("recipient")["amount_eur_head"].max()
    promised = data.where(sums, stage=money.PROMISED)
    asia, azerbaijan = (
        data.where(counted, country=list(FIVE)),
        data.where(counted, country="AZE"),
    )
    asked = data.where(sums, purpose=money.RAW_MATERIALS)
    bound, alone = data.where(asked, stage=money.FIRM), data.where(sums, recipient="TKM")
    return numbers(
        asia_head=told(
            f"EUR {number(top['all five'])}",
            data.where(promised, programme=money.PACKAGE, part="total"),
            asia,
        ),
        azerbaijan_head=told(
            f"EUR {number(top['Azerbaijan'])}",
            data.where(promised, programme="economic_and_investment_plan_azerbaijan"),
            azerbaijan,
        ),
        people_asia=told(f"{number(people[money.FIVE_STATES] / 1e6)} million", asia),
        people_azerbaijan=told(f"{number(people['Azerbaijan'] / 1e6, 1)} million", azerbaijan),
        unheard=told(len(bound) + len(alone) or "no", asked, bound, alone),
    )


def sold(trade: pd.DataFrame, texts: pd.DataFrame) -> Numbers:
    """What the EU sells; `trade` is `policy/trade`, `texts` is `policy/joint_texts`."""
    exports = pivot.eu_exports(trade)
    last = int(exports["year"].max())
    grown = pivot.growth(exports, last - 2, last)
    span = data.where(exports, year=(last - 2, last))

    def growth(country: str) -> Told:
        return told(f"{number(grown[country], 1)} times", data.where(span, country=country))

    kyrgyz = data.where(exports, country="Kyrgyzstan", year=last)
    turkmen = grown["Turkmenistan"] - 1
    named = data.where(texts, principle="sanctions_circumvention")
    years = sorted({str(day.left.year) for day in named["date"]})
    return numbers(
        export_years=told(f"{last - 2} to {last}", span),
        kyrgyz_growth=growth("Kyrgyzstan"),
        kyrgyz_sold=told(f"EUR {number(kyrgyz['exports_eur_bn'].iloc[0], 1)} bn", kyrgyz),
        kazakh_growth=growth("Kazakhstan"),
        azerbaijan_growth=growth("Azerbaijan"),
        turkmen_growth=told(
            f"{'rose' if turkmen > 0 else 'fell'} by {percent(abs(turkmen))}",
            data.where(span, country="Turkmenistan"),
        ),
        circumvention_years=told(listed(years), named),
    )


def bought(trade: pd.DataFrame, part_year: pd.DataFrame) -> Numbers:
    """What the EU buys in Kazakhstan; of `policy/trade` and `policy/trade_part_year`."""
    imports = data.where(pivot.eu_imports(trade), country="Kazakhstan").tail(1)
    year = int(imports["year"].iloc[0])
    exports = data.where(pivot.eu_exports(trade), country="Kazakhstan", year=year)
    fuels = pivot.newest_fuels(part_year, "KAZ")
    months = fuels["period"].iloc[0]
    end = data.last_day(months)
    return numbers(
        kazakh_bought=told(f"EUR {number(imports['imports_eur_bn'].iloc[0], 1)} bn", imports),
        kazakh_sold=told(f"{number(exports['exports_eur_bn'].iloc[0], 1)} bn", exports),
        kazakh_year=told(year, imports),
        fuel_months=told(f"{months.left:%B} to {end:%B %Y}", fuels),
        kazakh_fuels=told(percent(pivot.fuel_share(part_year, "KAZ")), fuels),
    )


def minerals(materials: pd.DataFrame, sources: pd.DataFrame) -> Numbers:
    """Of what there are shares on record; `materials` is `policy/raw_materials`."""
    shares = raw_materials.shares(materials, sources)
    reserves = data.where(shares, kind=raw_materials.RESERVES)
    supply = data.where(shares, kind=raw_materials.SUPPLY)
    top = reserves.nlargest(1, "share_percent")
    estimates = data.where(shares, status="estimate")
    listed_as = data.where(materials, material="critical_raw_materials")
    produced = data.where(listed_as, measure="eu_critical_list_produced")
    can_supply = data.where(listed_as, measure="eu_critical_list_can_supply")
    return numbers(
        reserve_materials=told(reserves["material"].nunique(), reserves),
        supply_materials=told(supply["material"].nunique(), supply),
        claims_share=told(f"{len(estimates)} of {len(shares)}", shares),
        top_reserve=told(f"{number(top['share_percent'].iloc[0])} percent", top),
        top_material=told(str(top["material"].iloc[0]).lower(), top),
        produced=told(int(produced["value"].iloc[0]), produced),
        can_supply=told(int(can_supply["value"].iloc[0]), can_supply),
    )


def uranium(materials: pd.DataFrame) -> Numbers:
    """Kazakhstan's uranium: mined, and sent to the EU; `materials` is `policy/raw_materials`."""
    mined = raw_materials.mined_and_supplied(materials)
    newest = mined.dropna(subset="world_t").iloc[-1]
    rows = raw_materials.uranium_mined(materials)
    kazakh = data.where(rows, place="KAZ")
    supply = data.where(raw_materials.uranium_supply(materials), origin="KAZ")
    first, last = supply.head(1), supply.tail(1)

    def output(row: pd.Series) -> Told:
        words = f"{number(row['kazakhstan_t'])} t in {row['year']}"
        return told(words, data.where(kazakh, year=row["year"]))

    return numbers(
        kazakh_world=told(
            f"{number(newest['kazakh_share_percent'])} percent",
            data.where(rows, year=newest["year"], place=("KAZ", "WORLD")),
        ),
        kazakh_supply=told(f"{number(last['share_percent'].iloc[0])} percent", last),
        kazakh_supply_before=told(f"{number(first['share_percent'].iloc[0])} percent", first),
        supply_year=told(last["year"].iloc[0], last),
        supply_year_before=told(first["year"].iloc[0], first),
        output_first=output(mined.iloc[0]),
        output_last=output(mined.iloc[-1]),
    )


def agreement(institutions: pd.DataFrame, events: pd.DataFrame) -> Numbers:
    """How far the agreement is; of `policy/institutions` and `policy/events`."""
    said = pivot.agreement_statements(institutions)
    marks = pivot.agreement_milestones(events)
    first, last = said.head(1), said.tail(1)
    years = units.years_between(first["day"].iloc[0], last["day"].iloc[0])

    def day(mark: str) -> Told:
        row = data.where(marks, mark=mark)
        return told(f"{row['day'].iloc[0]:%B %Y}", row)

    return numbers(
        mandate=day("mandate"),
        talks_open=day("talks open"),
        said_first=told(f"{first['day'].iloc[0]:%B %Y}", first),
        said_share=told(f"{number(first['agreed_percent'].iloc[0])} percent", first),
        said_times=told(said["day"].nunique(), said),
        said_years=told(f"{number(years)} years", first, last),
        resume_day=day("talks to resume"),
        open_day=day("not signed yet"),
    )


def reset() -> Numbers:
    """The year before and after the visit, the joint texts, and what Azerbaijan weighs."""
    visit, joint, weight = (claims.finding(claim) for claim in ("c52", "c51", "c55"))
    share = number(weight.number("gas_percent"), 1)
    trains = number(weight.number("block_trains_percent"), 1)
    return numbers(
        visits_before=told(visit.figures["meetings_before"], *visit.rows),
        visits_after=told(visit.figures["meetings_after"], *visit.rows),
        critic_before=told(visit.figures["criticism_before"], *visit.rows),
        critic_after=told(visit.figures["criticism_after"], *visit.rows),
        texts_all=told(joint.figures["texts"], *joint.rows),
        texts_law=told(joint.figures["law"], *joint.rows),
        texts_many=told(joint.figures["multilateral"], *joint.rows),
        weight_gas=told(f"{share} percent", *weight.rows),
        weight_members=told(weight.figures["members_with_a_tenth"], *weight.rows),
        weight_trains=told(f"{trains} percent", *weight.rows),
    )


def sureness(ledger: pd.DataFrame) -> Numbers:
    """How sure the verdicts of the section are; `ledger` is from `claims.ledger`."""
    sure = ledger.loc[ledger["confidence"] != "", "confidence"].value_counts()
    words = [f"{word} for {count}" for word, count in sure.items()]
    behind = data.where(data.load("policy/claims"), claim_id=list(ledger["claim_id"]))
    of = sure_in("eu_pivot")
    return numbers(
        sure_words=told(listed(words), behind),
        sure_turn=of("c44"),
        sure_cause=of("c45"),
        sure_money=of("c46"),
        sure_talks=of("c53"),
    )
