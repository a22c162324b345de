"""Where rules come from, in words that a reader can follow. Only what was read may be cited."""

from typing import Final

from grants.programme.words import Words

TERMS_OF_ROUND: Final = Words("Festlegung der Runde", "Terms of the round")
"""For every rule that no source prescribes."""

STUDY_2_2: Final = Words(
    "Dohse, Fornahl und Vehrke (2018), Abschnitt 2.2",
    "Dohse, Fornahl and Vehrke (2018), section 2.2",
)
STUDY_5_2: Final = Words(
    "Dohse, Fornahl und Vehrke (2018), Abschnitt 5.2",
    "Dohse, Fornahl and Vehrke (2018), section 5.2",
)
STUDY_5_3: Final = Words(
    "Dohse, Fornahl und Vehrke (2018), Abschnitt 5.3",
    "Dohse, Fornahl and Vehrke (2018), section 5.3",
)
STUDY_TABLE_1: Final = Words(
    "Dohse, Fornahl und Vehrke (2018), Tabelle 1",
    "Dohse, Fornahl and Vehrke (2018), Table 1",
)
FINANCING_FAQ: Final = Words(
    "VDI/VDE-IT, Häufige Fragen: Gesamtfinanzierung",
    "VDI/VDE-IT, frequently asked questions: total financing",
)
ALLOWANCE_FAQ: Final = Words(
    "BMBF, Häufige Fragen zur Projektpauschale",
    "BMBF, frequently asked questions on the project allowance",
)
STATE_AID: Final = Words("Art. 25 AGVO", "Art. 25 GBER")
CLUSTER_AID: Final = Words("Art. 27 AGVO", "Art. 27 GBER")
AID_THRESHOLDS: Final = Words("Art. 4 AGVO", "Art. 4 GBER")
COLLABORATION: Final = Words("Art. 25 Abs. 6 AGVO", "Art. 25 (6) GBER")
CUMULATION: Final = Words("Art. 8 AGVO", "Art. 8 GBER")
SMALL_AID: Final = Words("Verordnung (EU) 2023/2831", "Regulation (EU) 2023/2831")
TRANSPARENCY: Final = Words("Art. 9 AGVO", "Art. 9 GBER")
SIZE_LAW: Final = Words("Empfehlung 2003/361/EG", "Recommendation 2003/361/EC")
INTERIM_PROOF: Final = Words("NABF Nr. 4.4, NKBF 2017 Nr. 4.5", "NABF No. 4.4, NKBF 2017 No. 4.5")
SUCCESS_REPORT: Final = Words(
    "NKBF 2017 Nr. 4.3 in der Fassung von 2022", "NKBF 2017 No. 4.3 as amended in 2022"
)
FINAL_PROOF: Final = Words("NKBF 2017 Nr. 4.1", "NKBF 2017 No. 4.1")
FLEXIBILITY: Final = Words(
    "ANBest-P, Verbindlichkeit der Einzelansätze", "ANBest-P, binding force of the single lines"
)
LETTER_LAW: Final = Words("§§ 37, 41 VwVfG", "Sections 37, 41 VwVfG")
