"""Words that English always writes with a capital: places and peoples (ISO 3166-1, MeSH category Z) and the names of people in
medical terms (MeSH headings). Those that are common words too ("Down", "Turkey") count only as names when a heading says so.
"""

from __future__ import annotations

from silit.model.languages import ENGLISH_NAMES

_PLACES = """
Afghanistan Africa African Albania Algeria America American Americas Andes Andorra Angola Antarctic Antarctica Arab Arabia Arctic
Argentina Armenia Asia Asian Atlantic Australasia Australia Australian Austria Austrian Azerbaijan Bahamas Bahrain Baltic
Bangladesh Barbados Bavaria Beijing Belarus Belgian Belgium Belize Benin Berlin Bhutan Bolivia Boston Botswana Brazil Brazilian Britain British
Brunei Bulgaria Burkina Burundi California Cambodia Cameroon Canada Canadian Caribbean Catalonia Chad Chicago Chile Chilean
China Colombia Colombian Comoros Congo Copenhagen Croatia Cuba Cyprus Czechia Denmark Djibouti Dominica Dominican Dublin
Ecuador Egypt Egyptian England Eritrea Estonia Eswatini Ethiopia Ethiopian Europe European Fiji Finland Finnmark Florida
France Gabon Gambia Geneva Georgia Germany Ghana Gibraltar Greece Greenland Grenada Guatemala Guinea Guyana Haiti Honduras
Hungary Iceland India Indian Indonesia Iran Iranian Iraq Iraqi Ireland Israel Israeli Italy Ivory Jamaica Japan Jordan
Kazakhstan Kenya Kenyan Kiribati Korea Kosovo Kuwait Kyrgyzstan Laos Lebanon Lesotho Liberia Libya Liechtenstein Lithuania London
Luxembourg Macedonia Madagascar Madrid Malawi Malaysia Maldives Mali Malta Mauritania Mauritius Mediterranean Mexican Mexico
Micronesia Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nauru Nepal Netherlands Nicaragua Niger
Nigeria Nigerian Nordic Norway Oman Ontario Oslo Pacific Pakistan Pakistani Palau Palestine Panama Paraguay Paris Peru Philippines
Poland Polynesia Portugal Qatar Quebec Queensland Romania Rome Russia Rwanda Samoa Saudi Scandinavia Scandinavian Scotland
Scottish Senegal Serbia Seychelles Sicily Singapore Slovakia Slovenia Somalia Spain Sudan Suriname Stockholm Sweden Swiss
Switzerland Sydney Syria Taiwan Taiwanese Tajikistan Tanzania Texas Thailand Togo Tokyo Tonga Trinidad Tunisia Turkey
Turkmenistan Tuvalu Uganda Ukraine Uruguay Uzbekistan Vanuatu Venezuela Victoria Vienna Vietnam Wales Yemen York Zambia
Zealand Zimbabwe Zurich
"""
_PEOPLE = """
Achilles Addison Alzheimer Angelman Apgar Asperger Babinski Baker Barrett Barthel Bartholin Bayes Bayesian Beck Becker Behçet
Behcet Bell Berg Beighton Bonferroni Bowen Bragard Brugada Burkitt Cesarean Chagas Charcot Chiari Cobb Cochrane Cohen Cox Crohn
Cushing Cyriax Danlos Doppler Down Duchenne Dupuytren Ehlers Epstein Faber Fabry Fontan Freiberg Gaenslen Gaucher Gillet Goutallier
Graves Guillain Hamstra Hawthorne Hirschsprung Hodgkin Horner Huntington Kaplan Kaposi Kawasaki Kellgren Kernig Kirschner
Klinefelter Lachman Langerhans Lasègue Laslett Legg Likert Lyme Maitland Marfan Marie McKenzie McMurray Meier Ménière Meniere Mennell
Merkel Modic Monte Morton Mulligan Münchausen Osgood Oswestry Paget Parkinson Patrick Perthes Pfirrmann Phalen Piedallu Pilates
Prader Purkinje Raynaud Reiter Roland Romberg Schwann Scheuermann Schlatter Schmorl Schober Sjögren Sjogren Spurling Stewart Strümpell
Sudeck Tarlov Thompson Tietze Tinel Tourette Trendelenburg Turner Vancouver Vojta Waddell Whipple Wilson Yeoman
"""
_DAYS = "January February April June July August September October November December Christmas Easter Ramadan"
_COVERED = frozenset(ENGLISH_NAMES.values())

# Words of other meanings that may begin with a capital in any title.
_MISTAKABLE = frozenset(
    """Baker Beck Becker Bell Berg Chad Chile Cox Down Easter Ewe Faber Fang Georgia Graves Guinea Ivory Jordan Legg Mali March Marie Meier
    Monte Morton Niger Pacific Polish Reading Stewart Thompson Togo Turkey Turner Victoria Wales Wilson York""".split()
)

PROPER_NOUNS: frozenset[str] = frozenset(f"{_PLACES} {_PEOPLE} {_DAYS}".split()) | {
    name for name in _COVERED if " " not in name
}

# Those that are names wherever they stand.
UNMISTAKABLE: frozenset[str] = frozenset(name for name in PROPER_NOUNS - _MISTAKABLE if len(name) > 3)
# What is written in capitals in any title, of what has vowels, as words have.
ABBREVIATIONS: frozenset[str] = frozenset(
    """ACE ADHD AIDS AKI ALS ANA ARDS ASA ASAS ASIS ASLR BASDAI BASFI BMI CGRP CNS COPD COVID COX CRISPR CRP DEXA DMARD
    DMARDS DNA DOI DXA ECG ECMO EEG ELISA EMDR EMG ESR EU EULAR EUROQOL FAI FABER FADIR FDA FMRI GABA GERD GP HAQ HIV HLA IBD IBS
    ICD ICER ICF ICU ILO INR IQ IVF LBP MCID MIS MRA MRI NIH NMDA NSAID NSAIDS OA ODI PACS PCA PET
    PGP PNF PRISMA PROMS PTSD QALY QALYS QOL QUADAS RA RCT RNA ROC ROM SARS SCI SF SI SIJ SIJD SIJP SIRS SLE SLR SNP
    SPARCC SPECT TENS TIA TNF TSK UK UN UNICEF USA UV VAS VEGF WOMAC""".split()
)
# Names of several words, none of which need be a name by itself.
ORGANIZATIONS = (
    "Cochrane Collaboration",
    "Cochrane Database of Systematic Reviews",
    "Cochrane Library",
    "European Union",
    "National Institutes of Health",
    "North American Spine Society",
    "United Kingdom",
    "United Nations",
    "United States",
    "World Health Organization",
)
