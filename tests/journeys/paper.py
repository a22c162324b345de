"""Reading a PDF as a person does."""

import subprocess

from tests.journeys.visitor import plain


def words_of(pdf):
    """The words of a PDF in reading order, on one line."""
    command = ("pdftotext", "-raw", "-", "-")
    read = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return plain(read.stdout.decode())
