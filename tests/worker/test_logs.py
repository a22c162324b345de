"""The log says what went wrong, and nothing of the people it happened to."""

import json
import subprocess
import sys

FAULT = """
import structlog
from grants.worker.logs import set_up_logs
set_up_logs("INFO")
def greet(name):
    raise ValueError("no greeting")
try:
    greet("Anna Albrecht")
except ValueError as wrong:
    structlog.get_logger().error("fault", request_id="7F3A", exc_info=wrong)
"""


def test_a_fault_is_one_line_of_json_with_its_trace_and_without_what_was_typed():
    ran = subprocess.run([sys.executable, "-c", FAULT], capture_output=True, text=True, check=True)

    line = json.loads(ran.stderr)

    assert (line["event"], line["level"], line["request_id"]) == ("fault", "error", "7F3A")
    assert "ValueError: no greeting" in line["exception"]
    assert "Anna Albrecht" not in ran.stderr.replace('greet("Anna Albrecht")', "")
