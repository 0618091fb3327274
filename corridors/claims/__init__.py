"""The paper's claims: a module of tests a section, and the ledger of what they find."""
