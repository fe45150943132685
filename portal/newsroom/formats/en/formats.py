"""The site's stamp, `October 2, 2020 - 19:13 AMT`, for Django; articles/text/dates.py writes the same."""

DATE_FORMAT = "F j, Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"F j, Y - H:i \A\M\T"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "F j"
