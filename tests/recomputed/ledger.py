"""The figures of the ledger: each from the words of its claim's rule and the rows."""

import math

import pandas as pd

from tests.recomputed.tables import (
    FIVE,
    PAPER,
    SIX,
    TRUMP,
    WAR,
    best,
    first_day,
    last_day,
    preferred,
    rows,
    years,
)

DAYS_IN_YEAR = 365.25
DAYS_IN_MONTH = DAYS_IN_YEAR / 12


# --- Freight ---------------------------------------------------------------------------------


def outcomes(measure, scope="total"):
    """The corridor's yearly outcomes, not plans."""
    found = best("freight/corridor", route="titr", measure=measure, scope=scope)
    found = found[found["status"] != "plan"].assign(y=found["year"].astype(int))
    return found.set_index("y")["value"].sort_index(kind="stable")


def corridor_income():
    """What all cargo on the corridor earned in Azerbaijan, by year, in millions of dollars."""
    broad = {"unit": "USD_mn", "scope": "cargo_by_rail_road_and_sea"}
    return years(rows("freight/corridor_income", **broad)).sort_values("y", kind="stable")


def latest(name, column="period", **wanted):
    """The value of the newest row of this choice."""
    found = best(name, **wanted)
    return found.loc[found[column].map(last_day).idxmax(), "value"]


def customs_steps():
    found = rows("freight/customs_and_digital", status="actual")
    return len(found[found["period"].map(first_day) >= pd.Timestamp("2022-01-01")])


def border_times(places=("AZE", "CAREC", "KAZ", "TKM", "GEO"), measures=("crossing_time",)):
    """Yearly mean times at borders in both directions, measured before and since 2022."""
    found = best(
        "freight/border_crossings", crossing="all", direction="both", measure=list(measures)
    )
    found = found[found["place"].isin(places)].assign(y=found["year"].astype(int))
    for _, series in found.groupby(["place", "mode", "measure"]):
        series = series.set_index("y")["value"].sort_index(kind="stable")
        if series.index[0] < 2022 <= series.index[-1]:
            yield series


def quicker(series, since=None):
    """Whether the last value of hours is lower than the first or that of a year."""
    return series.iloc[-1] < (series.iloc[0] if since is None else series[since])


# --- Gas -------------------------------------------------------------------------------------


def deliveries(destination="EUROPE"):
    """The ministry's yearly deliveries from Azerbaijan."""
    found = rows(
        "gas/exports", exporter="AZE", destination=destination, flow_kind="all", basis="ministry"
    )
    found = years(preferred("gas/exports", found[found["status"] == "actual"]))
    return found.set_index("y")["volume_bcm"].sort_index(kind="stable")


def changes(series):
    return 100 * (series / series.shift(1) - 1).dropna()


def quarters(supplier, mode="pipeline"):
    found = rows(
        "gas/eu_imports_quarterly",
        supplier=supplier,
        mode=mode,
        route="all_routes",
        newest_edition="true",
    )
    return found.set_index("quarter")["energy_twh"].sort_index(kind="stable")


def yearly_twh(supplier, mode="pipeline"):
    """A supplier's energy by year: 10.3 kWh a cubic metre before the quarters, then quarters."""
    monthly = rows(
        "gas/eu_imports_monthly", supplier=supplier, mode=mode, route="all_routes", complete="true"
    )
    monthly = monthly.assign(y=monthly["month"].str[:4].astype(int))
    whole = monthly.groupby("y").filter(lambda year: len(year) == 12)
    by_month = whole.groupby("y")["volume_bcm"].sum() * 10.3
    quarterly = quarters(supplier, mode)
    grouped = quarterly.groupby(quarterly.index.str[:4].astype(int))
    by_quarter = grouped.sum()[grouped.size() == 4]
    return pd.concat([by_month[~by_month.index.isin(by_quarter.index)], by_quarter]).sort_index(
        kind="stable"
    )


def gas_share(supplier):
    """A supplier's part of all the EU's gas imports by year, in percent of energy."""
    total = yearly_twh("EXTRA_EU", "all")
    part = yearly_twh(supplier)
    if supplier == "RUS":
        part = part.add(yearly_twh("RUS", "lng"), fill_value=0)
    return (100 * part / total).dropna()


def piped_share(supplier):
    """A supplier's pipeline gas in percent of all the EU's gas imports by year, as energy."""
    return (100 * yearly_twh(supplier) / yearly_twh("EXTRA_EU", "all")).dropna()


def member_purchase(member):
    """A member's gas from Azerbaijan in 2023 in percent of that from Russia in 2020, as energy."""
    chosen = {"importer": member, "unit": "TJ"}
    russia = best("gas/country_imports", supplier="RUS", mode="all", period="2020", **chosen)
    bought = best("gas/country_imports", supplier="AZE", mode="pipeline", period="2023", **chosen)
    return 100 * bought["value"].iloc[0] / russia["value"].iloc[0]


# --- Trade -----------------------------------------------------------------------------------

OFFICES = {"KAZ": "kz_bns_levchenko", "KGZ": "kg_nsc_levchenko", "UZB": "uz_statcom_levchenko"}


def turnover(country, partners):
    """Exports and imports of a state with partners by the books of its own office, by year."""
    found = rows(
        "policy/trade",
        reporter=country,
        partner=partners,
        product="all",
        flow=["export", "import"],
        source_id=OFFICES[country],
    )
    return found.groupby(found["year"].astype(int))["value_usd_mn"].sum()


def turnover_share(country, partners):
    """Partners' share of a state's turnover in percent, by its office."""
    return (100 * turnover(country, partners) / turnover(country, ["WORLD"])).dropna()


def moved(country, partners, first=None):
    share = turnover_share(country, partners)
    return share.iloc[-1] - (share.iloc[0] if first is None else share[first])


def of_means(country):
    share = turnover_share(country, ["RUS", "CHN"])
    return share.iloc[-3:].mean() - share.iloc[:3].mean()


def inside(country):
    """The region's part: Azerbaijan and the five, without the state itself."""
    return moved(country, [other for other in SIX if other != country])


def eu_exports(without=()):
    """The EU's exports to the six by year in EUR mn, by Eurostat's yearly series."""
    found = rows(
        "policy/trade",
        reporter="EU27",
        partner=[state for state in SIX if state not in without],
        flow="export",
        product="all",
        source_id="eurostat_comext_levchenko",
    )
    return found.groupby(found["year"].astype(int))["value_eur_mn"].sum()


def factbook(flow, year):
    """The largest single country's part of Azerbaijan's trade, as stated for a whole year."""
    found = rows(
        "policy/trade_shares",
        reporter="AZE",
        flow=flow,
        period=str(year),
        product="all",
        source_id="factbook_json",
    )
    return found["share_percent"].max()


# --- Events ----------------------------------------------------------------------------------


def events(*groups, kinds=("agreement", "policy", "summit")):
    """Events of these kinds in which at least one of each group of actors took part."""
    actors = rows("policy/event_actors").groupby("event_id")["actor"].agg(set)
    found = rows("policy/events", kind=list(kinds))
    took_part = found["event_id"].map(actors)
    for group in groups:
        took_part = took_part[took_part.map(lambda who, group=group: bool(who & set(group)))]
    found = found.loc[took_part.index].assign(actors=took_part)
    return found.assign(day=found["date"].map(first_day)).sort_values("day", kind="stable")


def spans():
    """The newest day of which an event tells, the war, and as long a time before it."""
    last = rows("policy/events")["date"].map(last_day).max()
    return WAR - (last - WAR), WAR, last


def split(found):
    """Days before and since the war within spans of equal length."""
    start, turn, end = spans()
    before = found[(found["day"] >= start) & (found["day"] < turn)]
    after = found[(found["day"] >= turn) & (found["day"] <= end)]
    return before["date"].nunique(), after["date"].nunique()


def eu_contacts(critical=True):
    found = events(["EU27"], [*SIX, "CENTRAL_ASIA"])
    return split(found if critical else found[~found["event"].str.contains("Parliament")])


def openings():
    return split(events(kinds=["infrastructure"]))


def region_contacts():
    return split(events(["AZE"], [*FIVE, "CENTRAL_ASIA"]))


# --- Promises --------------------------------------------------------------------------------


def middle(time):
    first, last = first_day(time), last_day(time) + pd.Timedelta(days=1)
    return first + (last - first) / 2


def promises():
    """The promises whose end is known, with the months from the making to the date as `lead`."""
    found = rows("promises/promises")
    found = found[found["status"] != "open"]
    made = found["made_on"].map(lambda time: middle(time) if time else pd.NaT)
    due = found["target_date"].map(
        lambda time: last_day(time) + pd.Timedelta(days=1) if time else pd.NaT
    )
    return found.assign(lead=(due - made).dt.days / DAYS_IN_MONTH)


def not_kept(agreements):
    """How many agreements and meetings, or other promises, with a date, and the part not kept."""
    found = promises()
    diplomatic = found["subject"] == "diplomacy"
    chosen = found[diplomatic if agreements else ~diplomatic]
    return len(chosen), 100 * (chosen["status"] != "met").mean()


# --- Money -----------------------------------------------------------------------------------

PACKAGE = "global_gateway_central_asia"


def package(part="total"):
    return best("policy/money", programme=PACKAGE, part=part)["amount_eur_mn"].iloc[0]


def firm(recipients=("CENTRAL_ASIA", *FIVE), since=WAR, until=PAPER):
    """Signed, set aside or spent by the EU and its bank in a time, none of it twice, in EUR mn."""
    found = best(
        "policy/money",
        pledger=["EU27", "EIB"],
        stage=["signed", "allocated", "committed", "financed"],
    )
    found = found[found["recipient"].isin(recipients)]
    within = found["period"].map(first_day).ge(since) & found["period"].map(last_day).le(until)
    return found[within]["amount_eur_mn"].sum()


def ebrd():
    """What the EBRD invested in the five states in whole years since the war began, in EUR mn."""
    found = best("policy/money", pledger="EBRD", stage="financed", recipient=list(FIVE))
    return found[found["period"].map(first_day) >= WAR]["amount_eur_mn"].sum()


def memoranda():
    """Memoranda of the EU's bank with Central Asia, each with its whole sum, in EUR mn."""
    wholes = {"eib_samarkand_memoranda": "total", "trans_caspian_corridor": "eib"}
    return sum(
        best("policy/money", programme=name, part=part, stage="memorandum")["amount_eur_mn"].iloc[0]
        for name, part in wholes.items()
    )


def all_cargo():
    """All cargo through Azerbaijan in the first halves of 2024 and 2025, in Mt."""
    wanted = {"country": "AZE", "measure": "corridor_cargo", "category": "total"}
    return [
        best("freight/transit_by_country", **wanted, period=f"{y}-01/{y}-06")["value"].iloc[0]
        for y in (2024, 2025)
    ]


def hub():
    """The four series of the transit hub by year: cargo, containers, the port, the least oil."""
    port = years(
        best("freight/ports", port="port_baku", measure="throughput", category="total")
    ).set_index("y")["value"]
    oil = years(rows("gas/oil", pipeline="btc", origin="KAZ", status="actual"))
    return outcomes("cargo"), outcomes("containers"), port, oil.groupby("y")["volume_mt"].min()


def grew(found, until):
    """Whether the last year is above the first and above the one before."""
    found = found[found.index <= until].sort_index(kind="stable")
    return found.iloc[-1] > found.iloc[0] and found.iloc[-1] > found.iloc[-2]


def largest_firm(recipients):
    found = best("policy/money", pledger=["EU27", "EIB"], recipient=list(recipients))
    found = found[found["stage"].isin(["signed", "allocated", "committed", "financed"])]
    return found["amount_eur_mn"].max()


# --- Power -----------------------------------------------------------------------------------

PLANTS = ["wind", "solar", "wind_and_solar"]


def plants(stage, country="AZE"):
    """The capacity of wind and solar plants at a stage in GW."""
    found = rows("power/projects", kind="plant", country=country, technology=PLANTS, stage=stage)
    return found["capacity_mw"].sum() / 1000


def new_power(country, year):
    """Wind and sun in TWh by the newest comparable edition."""
    found = rows(
        "power/generation",
        country=country,
        year=str(year),
        fuel=["wind", "solar"],
        edition="ember_owid",
    )
    return (
        found.sort_values("release", kind="stable")
        .drop_duplicates("fuel", keep="last")["energy_twh"]
        .sum()
    )


def made(country, year, fuels):
    found = rows(
        "power/generation", country=country, year=str(year), fuel=fuels, edition="ember_owid"
    )
    return (
        found.sort_values("release", kind="stable")
        .drop_duplicates("fuel", keep="last")["energy_twh"]
        .sum()
    )


def fossil_share(country, year=None):
    found = best("power/context", country=country, item="fossil_share_of_primary_energy")
    found = found[found["value"].notna()].sort_values("year", kind="stable")
    return found["value"].iloc[-1]


# --- Steps of the EU with Central Asia ----------------------------------------------------------


def steps(side, until=None):
    """Dated steps of the EU towards one side: nothing built, no project, no resolution against."""
    found = events(["EU27"], side)
    if set(side) & set(FIVE):
        alone = events(["EU27"])
        alone = alone[alone["actors"].map(len) == 1]
        found = pd.concat([found, alone[alone["event"].str.contains("Central Asia")]])
    found = found[~found["event"].str.contains("European Parliament")].sort_values(
        "day", kind="stable"
    )
    return found if until is None else found[found["day"] <= until]


def half_before():
    day = to_summit()["day"]
    return (SUMMIT - day.iloc[math.ceil(len(day) / 2) - 1]).days / DAYS_IN_YEAR


def latest_year(name, **wanted):
    found = years(best(name, **wanted))
    return found.sort_values("y", kind="stable")["value"].iloc[-1]


def summits(partner=None, until=None):
    """Meetings of the five leaders in person with an outside partner that were held."""
    held = rows("policy/summits", status="actual")
    held = held[held["level"].str.startswith("leaders") & (held["partner"] != "AZE")]
    if until is not None:
        held = held[held["date"].map(first_day) <= until]
    return held["partner"].value_counts()


def first_with_several(partner):
    """The first year of a summit or text of a partner alone with two or more of the five."""
    found = events([partner], [*FIVE, "CENTRAL_ASIA"], kinds=("summit", "agreement"))
    outside = {"EU27", "RUS", "CHN", "USA", "IND", "JPN", "TUR", "GCC", "ITA", "DEU"} - {partner}
    alone = found[found["actors"].map(lambda who: not who & outside)]
    several = alone["actors"].map(lambda who: "CENTRAL_ASIA" in who or len(who & set(FIVE)) >= 2)
    return alone[several]["day"].min().year


POWERS = ["EU27", "USA", "CHN", "TUR", "RUS"]


def texts_with_powers():
    """Texts signed or summits held by Azerbaijan with powers from 2021 on."""
    found = events(["AZE"], POWERS, kinds=("summit", "agreement"))
    return found[found["day"] >= pd.Timestamp("2021-01-01")]


def inflow(country, first, last):
    found = best(
        "policy/economies", country=country, measure="foreign_investment_net_inflows_share_of_gdp"
    )
    found = found[found["year"].astype(int).between(first, last)]
    return found["value"].mean()


def inflow_changes():
    moves = {state: inflow(state, 2022, 2024) - inflow(state, 2017, 2019) for state in SIX}
    return pd.Series(moves)


def universities(year):
    found = rows("policy/education", measure="orhun_exchange_universities")
    return found[found["period"].str.startswith(str(year))]["value"].sum()


def students(year):
    found = best("policy/education", measure="students", home="CENTRAL_ASIA", host="TUR")
    return found[found["period"].str.startswith(str(year))]["value"].iloc[0]


def a_year(first, last, years_between):
    return 100 * ((last / first) ** (1 / years_between) - 1)


def rail(**wanted):
    return best("freight/transit_by_country", **wanted)


def caucasus(country, year):
    return turnover_share(country, ["AZE", "GEO"])[year]


def eu_balance(item):
    found = years(best("gas/eu_balance", place="EU27", item=item, basis="energy_institute"))
    return found.sort_values("y", kind="stable")["value"].iloc[-1]


def quarter_changes():
    series = quarters("AZE")
    return (100 * (series / series.shift(4) - 1)).dropna()


def metered_changes():
    grouped = quarters("AZE").groupby(quarters("AZE").index.str[:4].astype(int))
    whole = grouped.sum()[grouped.size() == 4]
    monthly = rows("gas/eu_imports_monthly", supplier="AZE", route="all_routes")
    monthly = monthly[monthly["month"].str.startswith("2022")]["volume_bcm"].sum() * 10.3
    return changes(pd.concat([pd.Series({2022: monthly}), whole]))


def due(year, pledge=20):
    """What a straight line from the deliveries of 2022 to the pledge asks of a year."""
    start = deliveries()[2022]
    return start + (pledge - start) * (year - 2022) / (2027 - 2022)


def recipients(**flags):
    """Countries on the list of first deliveries by the paper's date."""
    found = rows("gas/recipients", **flags)
    return found[found["first_delivery"].map(first_day) <= PAPER]["recipient"].nunique()


def kazakh_oil():
    """Outcomes of whole years of Kazakh oil through Baku-Tbilisi-Ceyhan."""
    found = rows("gas/oil", pipeline="btc", origin="KAZ", status="actual")
    return years(found)["volume_mt"]


def kazakh_oil_of(year):
    found = rows("gas/oil", pipeline="btc", origin="KAZ", status="actual", period=year)
    return found["volume_mt"]


def founders():
    """The states that the Nakhchivan Agreement joined."""
    found = rows("policy/event_actors")
    return found["event_id"].str.contains("cooperation_council_nakhchivan").sum()


def belong():
    """Members and observers of the Turkic body."""
    return rows("policy/institutions", place="OTS", measure=["members", "observers"])["value"].sum()


def signed_since():
    """Agreements between the EU and Azerbaijan signed or initialled after the talks resumed."""
    found = events(["EU27"], ["AZE"], kinds=["agreement"])
    return found[found["day"] > KALLAS]


def boxes_beside_russia():
    """Boxes of ten months made a year, beside what crossed Russia to and from the EU."""
    months = rows(
        "freight/corridor_within_year", scope="china_europe_both_ways", measure="containers"
    )
    north = rows(
        "freight/china_europe_rail", route="northern_corridor", scope="china_eu", period="2024"
    )
    return months["value"].iloc[0] * 12 / 10 / north["value"].iloc[0]


def output_usd(country, year):
    found = best("policy/economies", country=country, measure="gdp_current_prices", year=str(year))
    return found["value"].iloc[0]


def wind_and_sun(year):
    return sum(new_power(country, year) for country in SIX)


def fossil_shares():
    return pd.Series({c: fossil_share(c) for c in SIX if has_fossil(c)})


def has_fossil(country):
    found = rows("power/context", country=country, item="fossil_share_of_primary_energy")
    return found["value"].notna().any()


CLIMATE = [
    "carbon_neutrality",
    "emissions_reduction",
    "emissions_cap",
    "emissions_intensity_reduction",
]


def with_goal(measures):
    found = rows("power/targets", scope="national")
    dated = found[found["measure"].isin(measures) & (found["target_date"] != "")]
    return set(dated["country"]) & set(SIX)


RENEWABLE = [
    "renewables_share_of_generation",
    "renewables_share_of_capacity",
    "renewables_capacity_added",
    "solar_and_wind_capacity",
    "solar_and_wind_share_of_generation",
    "renewables_capacity",
]


def reserves():
    """Materials of which the region is said to hold a tenth of the world or more."""
    found = best("policy/raw_materials", place="CENTRAL_ASIA", measure="world_reserve_share")
    return found.groupby("material")["value"].max().loc[lambda share: share >= 10]


def uranium(year):
    return best("policy/raw_materials", place="KAZ", measure="production", period=str(year))[
        "value"
    ].iloc[0]


def of_output(country, period, sector):
    """What a sector gives of output, in percent."""
    found = best("policy/output_by_sector", country=country, period=period).set_index("sector")
    return 100 * found["value"][sector] / found["value"]["all"]


def texts(*principles):
    found = rows("policy/joint_texts")
    named = found.groupby(["date", "text"])["principle"].agg(set)
    return sum(bool(who & set(principles)) for who in named) if principles else len(named)


KALLAS = pd.Timestamp("2025-04-25")


def with_baku(start, end):
    found = events(["EU27"], ["AZE", "SOUTH_CAUCASUS"])
    found = found[(found["day"] >= start) & (found["day"] <= end)]
    critical = found["event"].str.contains("European Parliament")
    return found[critical], found[~critical]


def since_war():
    """Steps with Central Asia from the start of the war to the paper."""
    found = steps([*FIVE, "CENTRAL_ASIA"], PAPER)
    return found[found["day"] >= WAR]


SUMMIT = pd.Timestamp("2025-04-04")


def to_summit():
    return steps([*FIVE, "CENTRAL_ASIA"], SUMMIT)


def densest(days):
    """The most steps in a stretch of so many days that ends before the change of president."""
    earlier = steps([*FIVE, "CENTRAL_ASIA"])["day"]
    earlier = earlier[earlier < TRUMP]
    return max(
        ((earlier >= start) & (earlier < start + pd.Timedelta(days=days + 1))).sum()
        for start in earlier
    )


def hydrogen(leave_out_largest):
    """Of the power planned for hydrogen the part that runs."""
    planned = rows("power/hydrogen", item="power_capacity")["value"].sort_values(kind="stable")
    running = rows("power/hydrogen", item="electrolyser_capacity")["value"].sum()
    return running / (planned.iloc[:-1] if leave_out_largest else planned).sum()


FOSSIL = ["coal", "gas", "oil"]
NEWEST = 2024
"""The last year that Ember gives for all of the six."""


def reliant():
    """States that made most of their power from fossil fuels ten years before, and their gain."""
    found = {}
    for state in SIX:
        total = made(state, NEWEST - 10, ["total"])
        if (fossil := made(state, NEWEST - 10, FOSSIL) / total) > 0.5:
            gain = made(state, NEWEST, ["wind", "solar"]) - made(
                state, NEWEST - 10, ["wind", "solar"]
            )
            prices = rows("power/auction_prices", country=state)["year"]
            first = int(prices.min()) if len(prices) else 9999
            found[state] = (fossil, first, 100 * gain / total)
    return pd.DataFrame.from_dict(found, orient="index", columns=["fossil", "sold", "gain"])


def halves(column):
    """What the half lower in a column added more, in points of the power made."""
    order = reliant().sort_values(column, kind="stable")["gain"]
    return order.iloc[: len(order) // 2].mean() - order.iloc[len(order) // 2 :].mean()


def volumes():
    """Yearly volumes of gas announced for years that are over, without options of the buyer."""
    found = promises()
    found = found[
        (found["kind"] == "quantity") & (found["subject"] == "gas") & (found["unit"] == "bcm")
    ]
    found = found[~found["what"].str.contains("contract")]
    own = found[found["project"].isin(["azerbaijan", "sgc"])]
    return own["outcome_value"] / own["target_value"]


def with_azerbaijan():
    found = events(["EU27"], ["AZE"])
    return found[found["day"] < WAR]


def strategy():
    found = events(["EU27"])
    found = found[found["event"].str.contains("trategy") & (found["day"] < WAR)]
    return found[found["event"].str.contains("Central Asia")]


def border_measures():
    """Hours and speeds at the borders of the corridor's states, as betterments over a year."""
    places = ("AZE", "GEO", "KAZ")
    for series in border_times(places):
        yield series, -1
    for series in border_times(places, ("speed_with_delay",)):
        yield series, 1


def better(base):
    return sum(
        way * (series.iloc[-1] - (series.iloc[0] if base is None else series[base])) > 0
        for series, way in border_measures()
    )


def tashkent():
    found = rows("power/corridor_milestones", project="caspian_green_corridor")
    return found[found["milestone"] == "memorandum_signed"]["date"]


def eased():
    """Steps since 2020 that ended or eased a conflict, settled a border or pledged help."""
    found = events(kinds=["agreement", "summit", "conflict", "policy"])
    found = found[(found["day"].dt.year >= 2020) & (found["section"] == "regionalism")]
    return found[found["event"].str.contains("[Cc]easefire|border|allied|peace text|limits|TRIPP")]


HERE = {*SIX, "ARM", "CENTRAL_ASIA"}


def eased_alone(member):
    alone = eased()["actors"].map(lambda who: who <= HERE and bool(who & set(member)))
    return alone.sum()


def long_contracts():
    """Firm contracts of ten years or more with a buyer in the EU."""
    members = set(rows("geo/places", eu_member="true")["code"])
    found = rows("gas/commitments", kind="contract", bound="exact", open_ended="false")
    days = found["period"].map(last_day) - found["period"].map(first_day)
    return (found["buyer"].isin(members) & (days.dt.days >= 10 * 365)).sum()


def budapest(words):
    found = rows("policy/events", date="2025-05-20")["event"]
    return found.str.contains(words).sum()


def reached(without):
    """Whether rail and ferry lead from China to the EU without Russia, Belarus, Iran and these."""
    country = rows("freight/nodes").set_index("node")["country"]
    members = set(rows("geo/places", eu_member="true")["code"])
    legs = rows("freight/legs", mode=["rail", "sea"], kind="path")
    legs = legs[~legs["route"].str.startswith("ocean")]
    barred = {"RUS", "BLR", "IRN", *without}
    free = {node for node in country.index if country[node] not in barred}
    seen = {node for node in free if country[node] == "CHN"}
    while True:
        more = {
            there
            for a, b in zip(legs["from_node"], legs["to_node"], strict=True)
            for here, there in ((a, b), (b, a))
            if here in seen and there in free
        }
        if more <= seen:
            return any(country[node] in members for node in seen)
        seen |= more


def links():
    """Agreements and memoranda on carrying power abroad from before the paper."""
    found = rows("power/corridor_milestones", milestone=["agreement_signed", "memorandum_signed"])
    found = found[found["date"].map(first_day) < PAPER]
    return len(found[["project", "milestone"]].drop_duplicates())


def half_from(year):
    """Years before the summit by which half of the steps since a year were taken; at even pace."""
    day = to_summit()["day"]
    day = day[day.dt.year >= year].reset_index(drop=True)
    half = (SUMMIT - day.iloc[math.ceil(len(day) / 2) - 1]).days / DAYS_IN_YEAR
    return half, (SUMMIT - day.iloc[0]).days / DAYS_IN_YEAR / 2


def first_steps():
    day = to_summit()["day"]
    return sorted(day[day < WAR].dt.year.unique())


def ways():
    """The first day of each of five ways of dealing with Central Asia."""
    step = to_summit()
    words = {
        "ministers": step["event"].str.contains("ministers meet|ministerial"),
        "strategy": step["event"].str.contains("trategy for Central Asia"),
        "agreements": (step["kind"] == "agreement") & step["event"].str.contains("Partnership and"),
        "leaders": step["kind"] == "summit",
        "package": step["event"].str.contains("package"),
    }
    return pd.Series({way: step[rows_of]["day"].min() for way, rows_of in words.items()})


def opened_lines():
    """Gas lines with a promised date that came into operation since 2022."""
    lines = rows("promises/projects", kind="pipeline", subject="gas")
    found = rows("promises/promises", project=list(lines["project"]), kind="date")
    found = found[found["outcome_date"] >= "2022"]
    return lines[lines["project"].isin(found["project"])]["name"]


def parties(name):
    members = rows("geo/places", eu_member="true")["name"]
    here = {
        "EU": any(member in name for member in members),
        "AZE": "Azerbaijan" in name or "Nakhchivan" in name,
        "ASIA": any(word in name for word in ("Kazakh", "Kyrgyz", "Tajik", "Turkmen", "Uzbek")),
    }
    return sum(here.values())


def tashkent_steps():
    """Formal steps on the Caspian link within two years of the memorandum of Tashkent."""
    start = pd.Timestamp("2024-05-02")
    found = rows("power/corridor_milestones", project="caspian_green_corridor", reached="true")
    found = found.assign(day=pd.to_datetime(found["date"]))
    later = set(found[found["day"] > start]["milestone"])
    banks = rows("policy/events", section="green_transition", kind="agreement")["event"]
    return later | set(banks[banks.str.contains("Development banks")])


def italy():
    """Italy's gas through TAP by month, as the text of the months is ordered."""
    found = rows("gas/country_imports", importer="ITA", supplier="AZE", unit="TJ", basis="eurostat")
    return (
        found[found["period"].str.len() == 7].set_index("period")["value"].sort_index(kind="stable")
    )


def italys_changes():
    """Each month beside the same month of the year before, in percent."""
    months = italy()
    return [
        100 * (value / months[before] - 1)
        for month, value in months.items()
        if (before := f"{int(month[:4]) - 1}{month[4:]}") in months
    ]


def recipients_counted(scope):
    found = best("gas/recipient_counts")
    newest = max(found[found["scope"] == "regular"]["period"], key=last_day)
    return found[(found["scope"] == scope) & (found["period"] == newest)]["count"].iloc[0]


def restated():
    """First and last statement of each renewable goal of the three that was stated twice."""
    found = rows("power/targets", country=["AZE", "KAZ", "UZB"], bound="point", scope="national")
    found = found[found["measure"].str.contains("renewable|solar|hydro")]
    found = found[~found["measure"].str.contains("added|long_term|commissioned|final_energy")]
    found = found[~found["measure"].eq("solar_and_wind_generation") & found["made_on"].ne("")]
    found = found[found["status"] == "target"]
    found = found.assign(said=found["made_on"].map(first_day)).sort_values("said", kind="stable")
    for _, goal in found.groupby(["country", "measure", "target_date"]):
        if goal["said"].nunique() > 1:
            yield goal["value"].iloc[0], goal["value"].iloc[-1]


def boxes_at_sea(start, end):
    found = rows(
        "freight/freight_rates", lane="shanghai_rotterdam", measure="rate", status="actual"
    )
    ends = found["period"].map(last_day)
    return found[(ends > pd.Timestamp(start)) & (ends <= pd.Timestamp(end))]["value"]


def caspian():
    found = rows("freight/caspian_level", measure="level", scope="whole_sea", status="actual")
    return (
        found.assign(y=found["period"].str[:4].astype(int))
        .set_index("y")["value"]
        .sort_index(kind="stable")
    )


CASES = {
    # introduction
    "c01 contacts_before": lambda: eu_contacts(critical=False)[0],
    "c01 contacts_after": lambda: eu_contacts(critical=False)[1],
    "c01 openings_before": lambda: openings()[0],
    "c01 openings_after": lambda: openings()[1],
    "c01 lead_times": lambda: (
        eu_contacts(critical=False)[1]
        / eu_contacts(critical=False)[0]
        / (openings()[1] / openings()[0])
    ),
    "c01 export_growth_percent": lambda: 100 * (eu_exports()[2023] / eu_exports()[2021] - 1),
    "c02 worst_change_percent": lambda: changes(deliveries()).min(),
    "c03 cargo_mt": lambda: outcomes("cargo").iloc[-1],
    "c03 containers_teu": lambda: outcomes("containers").iloc[-1],
    "c03 port_mt": lambda: latest_year(
        "freight/ports", port="port_baku", measure="throughput", category="total"
    ),
    "c03 all_cargo_percent": lambda: 100 * (all_cargo()[1] / all_cargo()[0] - 1),
    "c03 grew_by_the_paper": lambda: sum(grew(found, 2024) for found in hub()),
    "c03 grew_by_now": lambda: (
        sum(grew(found, 2025) for found in hub()) + (all_cargo()[1] > all_cargo()[0])
    ),
    "c05 contacts_before": lambda: region_contacts()[0],
    "c05 contacts_after": lambda: region_contacts()[1],
    "c05 meetings_with_azerbaijan": lambda: len(
        rows("policy/summits", partner="AZE", status="actual")
    ),
    "c05 gain_kaz_points": lambda: inside("KAZ"),
    "c05 gain_kgz_points": lambda: inside("KGZ"),
    "c05 gain_uzb_points": lambda: inside("UZB"),
    "c05 states_with_more_trade_inside": lambda: sum(inside(s) >= 1 for s in OFFICES),
    "c06 cargo_growth_percent": lambda: changes(outcomes("cargo"))[2022],
    "c06 russia_kaz_points": lambda: moved("KAZ", ["RUS"], 2021),
    "c06 russia_kgz_points": lambda: moved("KGZ", ["RUS"], 2021),
    "c06 russia_uzb_points": lambda: moved("UZB", ["RUS"], 2021),
    "c15 change_kaz_points": lambda: moved("KAZ", ["RUS", "CHN"]),
    "c15 change_kgz_points": lambda: moved("KGZ", ["RUS", "CHN"]),
    "c15 change_uzb_points": lambda: moved("UZB", ["RUS", "CHN"]),
    "c15 change_of_means_kaz_points": lambda: of_means("KAZ"),
    "c15 change_of_means_kgz_points": lambda: of_means("KGZ"),
    "c15 change_of_means_uzb_points": lambda: of_means("UZB"),
    "c09 steps": customs_steps,
    "c09 series": lambda: len(list(border_times())),
    "c09 series_faster": lambda: sum(map(quicker, border_times())),
    "c09 series_faster_than_before": lambda: sum(quicker(s, 2021) for s in border_times()),
    "c59 agreements": lambda: not_kept(True)[0],
    "c59 agreements_not_kept_percent": lambda: not_kept(True)[1],
    "c59 projects": lambda: not_kept(False)[0],
    "c59 projects_not_kept_percent": lambda: not_kept(False)[1],
    "c08 trains_before": lambda: outcomes("block_trains", "received_in_azerbaijan").iloc[-2],
    "c08 trains_last": lambda: outcomes("block_trains", "received_in_azerbaijan").iloc[-1],
    "c08 share_percent": lambda: latest(
        "freight/corridor_shares", measure="share_of_china_europe_rail", scope="block_trains"
    ),
    "c08 kazakh_exports_percent": lambda: latest(
        "freight/corridor_shares", measure="share_of_cargo", scope="kazakh_exports"
    ),
    "c10 partners": lambda: len(summits()),
    "c10 meetings": lambda: summits().sum(),
    "c10 met_again": lambda: (summits() > 1).sum(),
    "c10 met_again_by_the_paper": lambda: (summits(until=PAPER) > 1).sum(),
    "c11 first_china": lambda: first_with_several("CHN"),
    "c11 first_turkiye": lambda: first_with_several("TUR"),
    "c11 first_eu": lambda: first_with_several("EU27"),
    "c12 kazakh_rail_mt": lambda: latest(
        "freight/transit_by_country",
        country="KAZ",
        partner="AZE",
        measure="rail_cargo",
        category="total",
    ),
    "c12 largest_caucasus_percent": lambda: max(caucasus(s, 2023) for s in OFFICES),
    "c12 states_with_more": lambda: sum(caucasus(s, 2023) > caucasus(s, 2018) for s in OFFICES),
    "c12 counted_from": lambda: max(turnover_share(s, ["AZE", "GEO"]).index[0] for s in OFFICES),
    "c13 students_first": lambda: students(2013),
    "c13 students_last": lambda: students(2018),
    "c13 universities_first": lambda: universities(2019),
    "c13 universities_last": lambda: universities(2021),
    "c14 universities_growth_percent": lambda: a_year(universities(2019), universities(2021), 2),
    "c14 belong_now": belong,
    "c16 export_first_percent": lambda: factbook("export", 2014),
    "c16 export_last_percent": lambda: factbook("export", 2023),
    "c16 import_first_percent": lambda: factbook("import", 2014),
    "c16 import_last_percent": lambda: factbook("import", 2023),
    "c16 export_move_points": lambda: factbook("export", 2023) - factbook("export", 2014),
    "c16 import_move_points": lambda: factbook("import", 2023) - factbook("import", 2014),
    "c17 powers": lambda: len(set(POWERS) & set().union(*texts_with_powers()["actors"])),
    "c17 events": lambda: len(texts_with_powers()),
    "c18 states": lambda: len(inflow_changes()),
    "c18 states_with_more": lambda: (inflow_changes() >= 0.5).sum(),
    "c18 states_with_less": lambda: (inflow_changes() <= -0.5).sum(),
    "c18 stock_before_usd_bn": lambda: (
        best(
            "policy/investment", host="CENTRAL_ASIA", origin="ASIA", measure="stock", period="2016"
        )["value"].iloc[0]
        / 1000
    ),
    "c18 stock_now_usd_bn": lambda: (
        latest("policy/investment", host="CENTRAL_ASIA", origin="ASIA", measure="stock") / 1000
    ),
    "c20 used_bcm": lambda: eu_balance("consumption"),
    "c20 produced_bcm": lambda: eu_balance("production"),
    "c20 own_percent": lambda: 100 * eu_balance("production") / eu_balance("consumption"),
    "c20 year": lambda: years(rows("gas/eu_balance", place="EU27", item="production"))["y"].max(),
    "c21 first_bcm": lambda: deliveries().iloc[0],
    "c21 last_bcm": lambda: deliveries().iloc[-1],
    "c21 worst_change_percent": lambda: changes(deliveries()).min(),
    "c21 worst_metered_change_percent": lambda: metered_changes().min(),
    "c21 worst_quarter_percent": lambda: quarter_changes().min(),
    "c22 lost_twh": lambda: yearly_twh("RUS")[2021] - yearly_twh("RUS")[2025],
    "c22 gained_twh": lambda: yearly_twh("AZE")[2025] - yearly_twh("AZE")[2021],
    "c22 part_percent": lambda: (
        100
        * (yearly_twh("AZE")[2025] - yearly_twh("AZE")[2021])
        / (yearly_twh("RUS")[2021] - yearly_twh("RUS")[2025])
    ),
    "c23 now_bcm": lambda: deliveries().iloc[-1],
    "c23 due_bcm": lambda: due(2025),
    "c23 grown_percent": lambda: (
        100 * (deliveries()[2025] - deliveries()[2022]) / (due(2025) - deliveries()[2022])
    ),
    "c23 due_of_the_lower_bcm": lambda: due(2025, 16),
    "c23 grown_of_the_lower_percent": lambda: (
        100 * (deliveries()[2025] - deliveries()[2022]) / (due(2025, 16) - deliveries()[2022])
    ),
    "c24 everyone": lambda: recipients(),
    "c24 european": lambda: recipients(counted_european="true"),
    "c24 eu_members": lambda: recipients(eu_member="true"),
    "c26 least_oil_mt": lambda: kazakh_oil().min(),
    "c26 most_oil_mt": lambda: kazakh_oil().max(),
    "c26 turkmen_oil_mt": lambda: (
        rows("gas/oil", origin="KAZ_TKM", period="2025-01/2025-08")["volume_mt"].iloc[0]
        - rows("gas/oil", origin="KAZ", period="2025-01/2025-08")["volume_mt"].iloc[0]
    ),
    "c27 planned_since": lambda: int(
        rows("geo/stages", line="trans_caspian", stage="planned")["since"].min()[:4]
    ),
    "c27 last_date_named": lambda: rows("geo/stages", line="trans_caspian", stage="due")[
        "due_year"
    ].max(),
    "c28 containers_teu": lambda: outcomes("containers").iloc[-1],
    "c29 share_percent": lambda: latest(
        "freight/corridor_shares", measure="share_of_china_europe_rail", scope="block_trains"
    ),
    "c30 steps": customs_steps,
    "c32 year": lambda: corridor_income()["y"].iloc[-1],
    "c32 income_usd_mn": lambda: corridor_income()["value"].iloc[-1],
    "c32 transit_usd_mn": lambda: (
        rows("freight/corridor_income", unit="USD_mn", scope="transit")
        .sort_values("period", kind="stable")["value"]
        .iloc[-1]
    ),
    "c32 share_percent": lambda: (
        100
        * corridor_income()["value"].iloc[-1]
        * 1e6
        / output_usd("AZE", corridor_income()["y"].iloc[-1])
    ),
    "c33 with_climate_goal": lambda: len(with_goal(CLIMATE)),
    "c33 with_renewable_goal": lambda: len(with_goal(RENEWABLE)),
    "c33 with_both": lambda: len(with_goal(CLIMATE) & with_goal(RENEWABLE)),
    "c34 growth_twh": lambda: wind_and_sun(2024) - wind_and_sun(2021),
    "c34 growth_before_twh": lambda: wind_and_sun(2021) - wind_and_sun(2018),
    "c34 fossil_azerbaijan_percent": lambda: fossil_shares()["AZE"],
    "c34 fossil_kazakhstan_percent": lambda: fossil_shares()["KAZ"],
    "c34 fossil_shares_apart_points": lambda: fossil_shares().max() - fossil_shares().min(),
    "c34 states_that_lean_more": lambda: sum(
        fossil_shares()[s] > fossil_shares()[["AZE", "KAZ"]].min()
        for s in fossil_shares().index.difference(["AZE", "KAZ"])
    ),
    "c35 running_gw": lambda: plants("operating"),
    "c35 in_construction_gw": lambda: plants("construction"),
    "c35 planned_gw": lambda: plants("planned"),
    "c37 black_sea_mw": lambda: (
        best("power/cables", link="black_sea_cable", measure="capacity")
        .sort_values("stated_on", kind="stable")["value"]
        .iloc[-1]
    ),
    "c37 named_for_the_whole_way_mw": lambda: rows(
        "power/cables", link="caspian_black_sea_europe", measure="export_capacity_claimed"
    )["value"].max(),
    "c39 total_eur_mn": package,
    "c39 green_percent": lambda: 100 * package("water_energy_climate") / package(),
    "c40 central_asia_eur_mn": lambda: largest_firm(["CENTRAL_ASIA", *FIVE]),
    "c40 azerbaijan_eur_mn": lambda: largest_firm(["AZE"]),
    "c42 hydrogen_percent": lambda: 100 * hydrogen(False),
    "c42 hydrogen_without_the_largest_percent": lambda: 100 * hydrogen(True),
    "c43 states": lambda: len(reliant()),
    "c43 first_year": lambda: NEWEST - 10,
    "c43 more_added_by_the_less_reliant_points": lambda: halves("fossil"),
    "c43 more_added_by_the_early_sellers_points": lambda: halves("sold"),
    "c44 steps": lambda: len(to_summit()),
    "c44 half_taken_years_before": half_before,
    "c44 even_pace_years": lambda: (
        (pd.Timestamp("2025-04-04") - to_summit()["day"].min()).days / DAYS_IN_YEAR / 2
    ),
    "c44 steps_a_year_before_the_war": lambda: (
        (to_summit()["day"] < WAR).sum() / ((WAR - to_summit()["day"].min()).days / DAYS_IN_YEAR)
    ),
    "c44 steps_a_year_since": lambda: (
        (to_summit()["day"] >= WAR).sum() / ((pd.Timestamp("2025-04-04") - WAR).days / DAYS_IN_YEAR)
    ),
    "c45 steps": lambda: len(since_war()),
    "c45 after": lambda: (since_war()["day"] >= TRUMP).sum(),
    "c45 after_percent": lambda: 100 * (since_war()["day"] >= TRUMP).mean(),
    "c45 since_election": lambda: (since_war()["day"] >= pd.Timestamp("2024-11-05")).sum(),
    "c45 days_since": lambda: (PAPER - TRUMP).days,
    "c46 announced_eur_bn": lambda: package() / 1000,
    "c46 targeted_percent": lambda: (
        100
        * sum(
            map(package, ("critical_raw_materials", "digital", "transport", "water_energy_climate"))
        )
        / package()
    ),
    "c46 firm_eur_bn": lambda: firm() / 1000,
    "c46 firm_percent": lambda: 100 * firm() / package(),
    "c46 firm_in_2025_eur_bn": lambda: firm(since=TRUMP) / 1000,
    "c46 others_eur_bn": lambda: ebrd() / 1000,
    "c46 memoranda_eur_bn": lambda: memoranda() / 1000,
    "c46 wide_percent": lambda: 100 * (firm() + ebrd() + memoranda()) / package(),
    "c48 summit_number": lambda: int(
        rows("policy/summits", partner="EU27", date="2025-04-04")["summit_number"].iloc[0]
    ),
    "c49 whole_eur_bn": lambda: package() / 1000,
    "c49 transport_eur_bn": lambda: package("transport") / 1000,
    "c49 water_energy_climate_eur_bn": lambda: package("water_energy_climate") / 1000,
    "c50 raw_materials_eur_bn": lambda: package("critical_raw_materials") / 1000,
    "c50 share_percent": lambda: 100 * package("critical_raw_materials") / package(),
    "c50 large_reserves": lambda: len(reserves()),
    "c50 uranium_change_percent": lambda: 100 * (uranium(2023) / uranium(2018) - 1),
    "c51 texts": texts,
    "c51 law": lambda: texts("international_law", "un_charter"),
    "c51 multilateral": lambda: texts("multilateralism"),
    "c52 criticism_before": lambda: len(
        with_baku(KALLAS - pd.DateOffset(years=1), KALLAS - pd.Timedelta(days=1))[0]
    ),
    "c52 meetings_before": lambda: len(
        with_baku(KALLAS - pd.DateOffset(years=1), KALLAS - pd.Timedelta(days=1))[1]
    ),
    "c52 criticism_after": lambda: len(
        with_baku(KALLAS + pd.Timedelta(days=1), KALLAS + pd.DateOffset(years=1))[0]
    ),
    "c52 meetings_after": lambda: len(
        with_baku(KALLAS + pd.Timedelta(days=1), KALLAS + pd.DateOffset(years=1))[1]
    ),
    "c53 agreed_percent": lambda: best("policy/institutions", measure="agreement_text_agreed")[
        "value"
    ].iloc[-1],
    "c53 years_said": lambda: (KALLAS - pd.Timestamp("2019-04-04")).days / DAYS_IN_YEAR,
    "c55 gas_percent": lambda: gas_share("AZE").iloc[-1],
    "c55 block_trains_percent": lambda: latest(
        "freight/corridor_shares", measure="share_of_china_europe_rail", scope="block_trains"
    ),
    "c55 members_with_a_tenth": lambda: (
        best("gas/shares_and_growth", measure="azerbaijani_gas_share_of_demand")
        .groupby("place")["value_percent"]
        .max()
        >= 10
    ).sum(),
    "c56 customs_steps": customs_steps,
    "c57 announced_eur_bn": lambda: package() / 1000,
    "c57 followed_eur_bn": lambda: firm() / 1000,
    "c57 russia_before_percent": lambda: piped_share("RUS")[2021],
    "c57 russia_now_percent": lambda: piped_share("RUS")[2025],
    "c57 russia_now_with_lng_percent": lambda: gas_share("RUS")[2025],
    "c60 months": lambda: len(italys_changes()),
    "c60 worst_month_percent": lambda: min(italys_changes()),
    "c60 regular": lambda: recipients_counted("regular"),
    "c60 recipients": lambda: recipients_counted("all"),
    "c61 restated": lambda: len(list(restated())),
    "c61 raised": lambda: sum(last > first for first, last in restated()),
    "c61 cut": lambda: sum(last < first for first, last in restated()),
    "c64 calm_usd": lambda: boxes_at_sea("2000", "2020-12-31").mean(),
    "c64 most_usd": lambda: boxes_at_sea("2020-12-31", "2100").max(),
    "c64 now_usd": lambda: boxes_at_sea("2025-01-31", "2026-01-31").mean(),
    "c64 times": lambda: (
        boxes_at_sea("2025-01-31", "2026-01-31").mean() / boxes_at_sea("2000", "2020-12-31").mean()
    ),
    "c63 industry_azerbaijan_percent": lambda: of_output("AZE", "2026-01/2026-08", "industry"),
    "c63 industry_kazakhstan_percent": lambda: of_output("KAZ", "2024-01/2024-06", "industry"),
    "c63 mining_kazakhstan_percent": lambda: of_output("KAZ", "2024-01/2024-06", "mining"),
    "c63 oil_azerbaijan_percent": lambda: 100 - of_output("AZE", "2026-01/2026-09", "without_oil"),
    "c63 oil_at_dear_oil_percent": lambda: of_output("AZE", "2022", "oil_sector"),
    "c66 level_m": lambda: caspian().iloc[-1],
    "c66 fall_m": lambda: caspian()[2014] - caspian()[2025],
    "c66 lowest_before_m": lambda: caspian().iloc[:-1].min(),
    "c02 volumes_announced": lambda: len(volumes()),
    "c02 volumes_in_full": lambda: (volumes() >= 1).sum(),
    "c02 least_delivered_percent": lambda: 100 * volumes().min(),
    "c03 oil_mt": lambda: kazakh_oil_of("2025").min(),
    "c04 agreements_with_azerbaijan": lambda: (with_azerbaijan()["kind"] == "agreement").sum(),
    "c04 with_azerbaijan": lambda: len(with_azerbaijan()),
    "c04 for_central_asia": lambda: len(strategy()),
    "c12 chinese_rail_mt": lambda: rail(country="AZE", partner="CHN", measure="rail_cargo")[
        "value"
    ].iloc[0],
    "c13 media_steps": lambda: rows("policy/events")["event"].str.contains("media|elevision").sum(),
    "c14 belong_before": lambda: founders(),
    "c14 belong_growth_percent": lambda: a_year(founders(), belong(), 10),
    "c16 first_year": lambda: years(
        rows("policy/trade_shares", reporter="AZE", flow="export", source_id="factbook_json")
    )["y"].min(),
    "c16 last_year": lambda: years(
        rows("policy/trade_shares", reporter="AZE", flow="export", source_id="factbook_json")
    )["y"].max(),
    "c22 most_in_a_member_percent": lambda: max(map(member_purchase, ("ITA", "GRC", "BGR"))),
    "c28 oil_mt": lambda: rows("freight/oil_transport", measure="tankers")["oil_mt"].iloc[-1],
    "c29 boxes_percent": lambda: 100 * boxes_beside_russia(),
    "c30 series": lambda: len(list(border_measures())),
    "c30 better_than_first": lambda: better(None),
    "c30 better_than_before": lambda: better(2021),
    "c36 dates_given": lambda: tashkent().nunique(),
    "c36 nearest_days_apart": lambda: abs(
        (pd.to_datetime(tashkent()) - pd.Timestamp("2024-05-01")).dt.days
    ).min(),
    "c39 covers_azerbaijan": lambda: (
        rows("policy/money", programme=PACKAGE)["recipient"] == "AZE"
    ).any(),
    "c42 cable_percent": lambda: (
        100
        * rows("power/projects", project="black_sea_cable", stage=["operating", "construction"])[
            "capacity_mw"
        ].sum()
        / rows("power/projects", project="black_sea_cable")["capacity_mw"].sum()
    ),
    "c45 most_in_as_many_days_before": lambda: densest((PAPER - TRUMP).days),
    "c41 councils": lambda: (
        rows("policy/events")["event"].str.contains("Green Energy.*ouncil").sum()
    ),
    "c41 projects_of_mutual_interest": lambda: len(
        rows(
            "power/corridor_milestones",
            milestone="project_of_mutual_interest_status",
            reached="true",
        )
    ),
    "c41 memoranda": lambda: (
        rows("policy/events")["event"].str.contains("renewable hydrogen").sum()
    ),
    "c53 signed": lambda: 0 if not len(signed_since()) else 1,
    "c56 green_plants": lambda: (
        rows(
            "power/projects",
            kind=["plant", "hydrogen"],
            country=SIX,
            technology=[*PLANTS, "hydrogen"],
            stage=["operating", "construction"],
        )["year"].astype(float)
        >= 2022
    ).sum(),
    "c19 steps": lambda: len(eased()),
    "c19 among_central_asians": lambda: eased()["actors"].map(lambda who: who <= set(FIVE)).sum(),
    "c19 of_the_caucasus_without": lambda: eased_alone(["AZE", "ARM"]),
    "c19 without_outside_power": lambda: eased_alone(HERE),
    "c23 long_contracts": long_contracts,
    "c25 meetings_on_record": lambda: budapest("make press statements"),
    "c25 statements_on_record": lambda: budapest("says"),
    "c26 kazakh_plans": lambda: len(
        rows("gas/oil", pipeline="btc", origin="KAZ", status=["contract", "target"])
    ),
    "c26 turkmen_plans": lambda: len(
        rows(
            "gas/transit_and_swaps",
            origin="TKM",
            destination=["AZE", "TUR"],
            status=["contract", "target"],
        )
    ),
    "c30 days_then": lambda: rows("freight/route_claims", segment="china_black_sea", period="2022")[
        "minimum"
    ].min(),
    "c30 days_now": lambda: rows("promises/promises", promise="titr_days_2023")[
        "outcome_value"
    ].iloc[0],
    "c31 way_without_Azerbaijan": lambda: int(reached(["AZE"])),
    "c31 way_without_Central Asia": lambda: int(reached(FIVE)),
    "c55 way_round": lambda: int(reached(["AZE"])),
    "c35 agreements": links,
    "c37 crossings_with_capacity": lambda: len(
        {*rows("power/cables", measure="capacity")["link"]}
        & {"black_sea_cable", "caspian_green_corridor"}
    ),
    "c38 steps": lambda: len(tashkent_steps()),
    "c44 first_years": lambda: len(first_steps()),
    "c44 first_years_with_this_verdict": lambda: sum(
        1 < half < even for half, even in map(half_from, first_steps())
    ),
    "c47 ways": lambda: len(ways()),
    "c47 new": lambda: (ways() > PAPER - pd.DateOffset(years=5)).sum(),
    "c47 older_than_the_partnership": lambda: (ways() < pd.Timestamp("2009-05-07")).sum(),
    "c56 gas_lines_opened": lambda: len(opened_lines()),
    "c56 gas_lines_between_parties": lambda: (opened_lines().map(parties) > 1).sum(),
    "c31 branches": lambda: (
        rows("freight/legs", mode=["rail", "sea"])["route"]
        .drop_duplicates()
        .str.fullmatch("titr_.*_path")
        .sum()
    ),
}
