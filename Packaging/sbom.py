"""Writes a list of the parts of what `make dist` makes, and of what it works with, to standard output, as SPDX 2.3.

    sbom.py VERSION PACKAGE TARBALL LINKED

LINKED are the packages of Debian whose libraries the program is linked with, as they stand in the field Depends. A part whose licence isn't told here ends it: docs/licences.md has to tell it, too.
"""

import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SWIFT = "Apache-2.0 WITH Swift-exception"
LICENCES = {
    "imrf": "Apache-2.0",
    "swift": SWIFT,
    "swift-argument-parser": SWIFT,
    "swift-atomics": SWIFT,
    "swift-collections": SWIFT,
    "swift-nio": "Apache-2.0 AND MIT",
    "swift-subprocess": SWIFT,
    "swift-system": SWIFT,
    "curl": "curl",
    "fonts-dejavu-core": "Bitstream-Vera",
    "fonts-noto-cjk": "OFL-1.1",
    "fonts-noto-core": "OFL-1.1",
    "git": "GPL-2.0-only",
    "libc6": "LGPL-2.1-or-later",
    "libcmark-gfm": "BSD-2-Clause AND MIT",
    "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libharfbuzz-subset0": "MIT",
    "libicu72": "Unicode-DFS-2016",
    "libmimalloc2.0": "MIT",
    "libpangoft2-1.0-0": "LGPL-2.0-or-later",
    "libqrencode4": "LGPL-2.1-or-later",
    "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libxml2": "MIT",
    "libyaml-0-2": "MIT",
    "python3-venv": "PSF-2.0",
    "pagefind": "MIT",
    "pypandoc_binary": "GPL-2.0-or-later AND MIT",
    "pypdf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",
    "weasyprint": "BSD-3-Clause",
}
# These are in the program of the tarball, and beside that of the package.
IN_TARBALL = re.compile("libcmark-gfm|libyaml")
BESIDE_TARBALL = re.compile("libmimalloc")


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def licence(name):
    # Debian's name of it has the whole version in it: libcmark-gfm-extensions0.29.0.gfm.6.
    return LICENCES["libcmark-gfm" if name.startswith("libcmark-gfm") else name]


def part(identity, name, version, reference, **more):
    return {
        "SPDXID": "SPDXRef-" + re.sub("[^A-Za-z0-9.-]", "-", identity),
        "name": name,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": licence(name),
        "licenseDeclared": licence(name),
        "copyrightText": "NOASSERTION",
        "externalRefs": [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": reference}
        ],
    } | ({"versionInfo": version} if version else {}) | more


def file(identity, path, version, reference):
    sum = hashlib.sha256(path.read_bytes()).hexdigest()
    return part(
        identity, "imrf", version, reference, packageFileName=path.name, primaryPackagePurpose="APPLICATION",
        checksums=[{"algorithm": "SHA256", "checksumValue": sum}],
    )


def swift_parts():
    release = re.search(r"Swift version (\S+)", said("swift", "--version"))[1]
    yield part("Swift-swift", "swift", release, f"pkg:swift/github.com/swiftlang/swift@{release}")
    for pin in json.loads(Path("Package.resolved").read_text())["pins"]:
        address = pin["location"].removeprefix("https://").removesuffix(".git")
        version = pin["state"]["version"]
        yield part(f"Swift-{pin['identity']}", pin["identity"], version, f"pkg:swift/{address}@{version}")


def debian_parts(names, linked):
    """Those that the program isn't linked with are of whatever version a system has."""
    for name in names:
        version = said("dpkg-query", "--show", "--showformat=${Version}", name) if name in linked else ""
        at = "@" + version.replace("+", "%2B") if version else ""
        yield part(f"Debian-{name}", name, version, f"pkg:deb/debian/{name}{at}?distro=bookworm")


def python_parts():
    for line in Path("Sources/Packs/Resources/packs.txt").read_text().splitlines():
        if found := re.match(r"([\w-]+)(?:\[\w+\])?==(\S+)", line):
            name, version = found.groups()
            yield part(f"Python-{name}", name, version, f"pkg:pypi/{name.replace('_', '-')}@{version}")


def names(field):
    """The packages that a field such as Depends names."""
    return [re.split("[ (:]", entry)[0] for entry in field.split(", ")]


version, package, tarball, linked = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), names(sys.argv[4])
deb = file("package", package, version, f"pkg:deb/imrf@{version}-1")
tar = file("tarball", tarball, version, f"pkg:generic/imrf@{version}")
swift, python = list(swift_parts()), list(python_parts())
depends = list(debian_parts(names(said("dpkg-deb", "--field", package, "Depends")), linked))
recommends = list(debian_parts(names(said("dpkg-deb", "--field", package, "Recommends")), linked))

relations = [("SPDXRef-DOCUMENT", "DESCRIBES", each["SPDXID"]) for each in (deb, tar)]
for whole in (deb, tar):
    relations += [(whole["SPDXID"], "STATIC_LINK", each["SPDXID"]) for each in swift]
    relations += [(each["SPDXID"], "OPTIONAL_DEPENDENCY_OF", whole["SPDXID"]) for each in recommends + python]
    for each in depends:
        if whole is tar and IN_TARBALL.match(each["name"]):
            relations.append((whole["SPDXID"], "STATIC_LINK", each["SPDXID"]))
        elif whole is tar and BESIDE_TARBALL.match(each["name"]):
            relations.append((whole["SPDXID"], "CONTAINS", each["SPDXID"]))
        else:
            kind = "DYNAMIC_LINK" if each["name"] in linked else "DEPENDS_ON"
            relations.append((whole["SPDXID"], kind, each["SPDXID"]))

day = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
document = {
    "spdxVersion": "SPDX-2.3",
    "dataLicense": "CC0-1.0",
    "SPDXID": "SPDXRef-DOCUMENT",
    "name": f"imrf-{version}",
    "documentNamespace": f"https://spdx.org/spdxdocs/imrf-{version}-{deb['checksums'][0]['checksumValue']}",
    "creationInfo": {"created": day.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: Packaging/sbom.py"]},
    "packages": [deb, tar, *swift, *depends, *recommends, *python],
    "relationships": [
        {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other} for one, kind, other in relations
    ],
}
json.dump(document, sys.stdout, indent=2, ensure_ascii=False)
print()
