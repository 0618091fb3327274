"""Tables with changed rows, to see a verdict follow them."""

import pandas as pd


def changed(table: pd.DataFrame, rows: pd.Series, **values: object) -> pd.DataFrame:
    """The table with other values in the rows; a closed list takes a new word."""
    assert rows.any(), "no row to change"
    new = table.copy()
    for column, value in values.items():
        if isinstance(new[column].dtype, pd.CategoricalDtype):
            new[column] = new[column].astype("object")
        new.loc[rows, column] = value
    new.attrs = dict(table.attrs)
    return new
