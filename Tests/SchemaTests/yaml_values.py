"""YAML as editors read it: dates are text (YAML 1.2, core schema)."""

import yaml


class Loader(yaml.SafeLoader):
    pass


for letter, resolvers in Loader.yaml_implicit_resolvers.copy().items():
    Loader.yaml_implicit_resolvers[letter] = [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "int", "bool"))
    ]
Loader.add_implicit_resolver("tag:yaml.org,2002:int", __import__("re").compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile(r"^(true|false)$"), list("tf"))


def read(text):
    return yaml.load(text, Loader)


def front_matter(path):
    return read(path.read_text().split("---\n")[1])
