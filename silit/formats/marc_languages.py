"""MARC language codes, as PubMed uses them, to BCP 47 tags.

Sources: the MARC Code List for Languages and ISO 639-1 (Library of Congress); RFC 5646 takes the two-letter code where
there is one.
"""

from __future__ import annotations

_TWO_LETTERS = {
    code: tag
    for pair in (
        "afr:af alb:sq amh:am ara:ar arm:hy aze:az bak:ba baq:eu bel:be ben:bn bos:bs bre:br bul:bg bur:my cat:ca "
        "chi:zh cos:co cze:cs dan:da dut:nl eng:en epo:eo est:et fao:fo fin:fi fre:fr fry:fy geo:ka ger:de gla:gd "
        "gle:ga glg:gl gre:el guj:gu hau:ha heb:he hin:hi hrv:hr hun:hu ibo:ig ice:is ind:id ina:ia ita:it jav:jv "
        "jpn:ja kan:kn kaz:kk khm:km kin:rw kir:ky kor:ko kur:ku lao:lo lat:la lav:lv lin:ln lit:lt ltz:lb mac:mk "
        "mal:ml mao:mi mar:mr may:ms mlg:mg mlt:mt mol:ro mon:mn nep:ne nno:nn nob:nb nor:no oci:oc pan:pa per:fa "
        "pol:pl por:pt pus:ps rum:ro run:rn rus:ru san:sa scc:sr scr:hr sin:si slo:sk slv:sl sna:sn som:so spa:es "
        "srp:sr sun:su swa:sw swe:sv tam:ta tel:te tgk:tg tgl:tl tha:th tib:bo tuk:tk tur:tr twi:tw uig:ug ukr:uk "
        "urd:ur uzb:uz vie:vi wel:cy wol:wo xho:xh yid:yi yor:yo zul:zu "
        # ISO 639-2 has a second, terminological code for some of these.
        "ces:cs cym:cy deu:de ell:el eus:eu fas:fa fra:fr hye:hy isl:is kat:ka mkd:mk mri:mi msa:ms mya:my nld:nl "
        "ron:ro slk:sk sqi:sq bod:bo zho:zh"
    ).split()
    for code, _, tag in [pair.partition(":")]
}
_UNKNOWN = frozenset({"", "und", "zxx", "mis"})


def bcp47(marc: str) -> str:
    """The BCP 47 tag of a MARC code: "ger" is "de". "" for an undetermined language; an unlisted code stays itself."""
    code = marc.strip().lower()
    return "" if code in _UNKNOWN else _TWO_LETTERS.get(code, code)
