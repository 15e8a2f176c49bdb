"""Puts pip into a virtual environment that was made without it (Debian without python3-venv)."""

import hashlib
import os
import re
import runpy
import sys
import tempfile
import urllib.parse
import urllib.request

NAME = "pip-26.0-py3-none-any.whl"
SHA256 = "98436feffb9e31bc9339cf369fd55d3331b1580b6a6f1173bacacddcf9c34754"

index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
page = urllib.request.urlopen(index, timeout=30).read().decode()
link = re.search(r'href="([^"#]*' + re.escape(NAME) + ')', page).group(1)
wheel = urllib.request.urlopen(urllib.parse.urljoin(index, link), timeout=60).read()
if hashlib.sha256(wheel).hexdigest() != SHA256:
    sys.exit("pip is not the one that was expected")

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, NAME)
    with open(path, "wb") as file:
        file.write(wheel)
    sys.path.insert(0, path)
    sys.argv = ["pip", "install", "--quiet", "--no-index", path]
    runpy.run_module("pip", run_name="__main__")
