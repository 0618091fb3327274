"""The map of the paper: every sentence leads to claims or to nothing to check, and back."""

from corridors import data

SENTENCES = data.load("policy/paper_sentences")
CLAIMS = data.load("policy/claims")


def claims_in(sentences):
    return {claim for claims in sentences["claims"].dropna() for claim in claims.split()}


def test_every_sentence_leads_to_claims_or_says_why_there_is_nothing_to_check():
    assert (SENTENCES["claims"].notna() ^ SENTENCES["nothing_to_check"].notna()).all()
    assert SENTENCES["sentence"].tolist() == list(range(1, len(SENTENCES) + 1))


def test_every_claim_rests_on_a_sentence_and_every_sentence_on_claims_that_exist():
    assert claims_in(SENTENCES) == set(CLAIMS["claim_id"])


def test_a_claim_stands_in_the_section_of_a_sentence_that_it_tests():
    for claim in CLAIMS.to_dict("records"):
        of_claim = (
            SENTENCES["claims"]
            .fillna("")
            .str.split()
            .map(lambda claims, wanted=claim["claim_id"]: wanted in claims)
        )
        assert claim["section"] in set(SENTENCES.loc[of_claim, "section"].astype(str)), claim
