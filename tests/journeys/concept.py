"""A PDF as a cluster might send it."""

import io

import pikepdf


def a_concept(pages=2):
    """The bytes of a PDF with empty pages."""
    kept = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(kept)
    return kept.getvalue()
