"""A picture as one HTML page that needs neither network nor script, with the same content as a table below it."""

from foedera.interfaces.export.pictures.network import Picture
from foedera.interfaces.export.xml_text import xml_escaped
from foedera.views.words import Words

STYLE = """
body{margin:0;background:#f4f6f8;color:#1b2430;font:16px/1.5 "Segoe UI","Liberation Sans",Helvetica,Arial,sans-serif}
main{max-width:78rem;margin:0 auto;padding:1.6rem clamp(.8rem,3vw,2.4rem) 3rem;background:#fff}
figure{margin:0;overflow-x:auto}figure svg{max-width:100%;height:auto;min-width:44rem}
h2{font-size:1.1rem;margin:1.6rem 0 .5rem}table{border-collapse:collapse;width:100%;font-size:.92rem}
th{text-align:left;color:#5b6675;font-weight:600}th,td{padding:.4rem .8rem .4rem 0;border-bottom:1px solid #d9dee5;vertical-align:top}
@media print{main{max-width:none;padding:0}figure svg{min-width:0}}
""".strip()


def picture_page(picture: Picture, words: Words) -> str:
    """The whole page."""
    head, *rows = picture.table
    cells = "".join(f'<th scope="col">{xml_escaped(cell)}</th>' for cell in head)
    lines = "".join("<tr>" + "".join(f"<td>{xml_escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    heading = f"<h2>{xml_escaped(words.say('picture.as_table'))}</h2>"
    table = f"{heading}<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>" if rows else ""
    return (f'<!doctype html>\n<html lang="{words.lang}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{xml_escaped(picture.title)}</title>'
            f"<style>{STYLE}</style></head><body><main><figure>{picture.svg.strip()}</figure>{table}</main></body></html>\n")
