#!/usr/bin/env python3
"""Writes expected.json beside the chat templates: what jinja2, set up as Hugging Face transformers
sets it up, makes of each template and each conversation. Run it again after adding a case:
    python3 -m pip install jinja2 && python3 src/test/python/render_templates.py
"""
import json
import pathlib

from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "templates"


def raise_exception(message):
    raise TemplateError(message)


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


ENVIRONMENT = ImmutableSandboxedEnvironment(
    trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
)
ENVIRONMENT.filters["tojson"] = tojson
ENVIRONMENT.globals["raise_exception"] = raise_exception


def says(role, content, **more):
    return {"role": role, "content": content, **more}


TOOLS = [{"type": "function", "function": {"name": "weather", "description": "Tells the weather \"now\" – ä <b>&'",
          "parameters": {"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer", "default": 3, "minimum": 0.5}},
                         "required": ["city"], "additionalProperties": False}}}]
CALL = {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": {"city": "Köln\n", "days": 2, "deep": {"list": [1, 2.5, None, True], "empty": [], "none": {}}}}}
CALL_TEXT = {"id": "call_2", "type": "function", "function": {"name": "weather", "arguments": "{\"city\": \"Rome\"}"}}
HOSTILE = "{{ 7 * 7 }} {% for x in [1] %}x{% endfor %} {# gone? #} {{ raise_exception('no') }} \\n \"quoted\" 'single' </think> <|im_end|>"

CONVERSATIONS = {
    "one": [says("user", "Hello")],
    "system": [says("system", "Be brief."), says("user", "Hello")],
    "turns": [says("system", " Be brief. \n"), says("user", "One\n\n"), says("assistant", "  two "), says("user", " three\t")],
    "no-system-turns": [says("user", "a"), says("assistant", "b"), says("user", "c"), says("assistant", "d"), says("user", "e")],
    "hostile": [says("user", HOSTILE)],
    "hostile-system": [says("system", HOSTILE), says("user", HOSTILE), says("assistant", HOSTILE), says("user", "x")],
    "unicode": [says("user", "Grüße 🚦 \u200d 漢字 \u2028 end")],
    "empty": [says("user", "")],
    "white": [says("user", " \n\t ")],
    "two-users": [says("user", "a"), says("user", "b")],
    "ends-with-assistant": [says("user", "a"), says("assistant", "b")],
    "thinking": [says("user", "a"), says("assistant", "<think>\nhm\n</think>\n\nb"), says("user", "c"), says("assistant", "<think>\nx\n</think>\n\ny")],
    "named": [says("user", "a", name="Ada"), says("assistant", "b"), says("user", "c")],
    "late-system": [says("user", "a"), says("assistant", "b"), says("system", "now rhyme"), says("user", "c")],
}
WITH_TOOLS = {
    "tools": [says("user", "Weather?")],
    "tools-system": [says("system", "Be brief."), says("user", "Weather?")],
    "tool-call": [says("user", "Weather?"), says("assistant", "", tool_calls=[CALL]), says("tool", "{\"sky\": \"blue\"}"), says("assistant", "Blue."), says("user", "Thanks")],
    "tool-calls-with-text": [says("user", "Weather?"), says("assistant", "Let me see", tool_calls=[CALL, CALL_TEXT]), says("tool", "one"), says("tool", "two")],
}
PARTS = {"parts": [says("system", [{"type": "text", "text": "sys"}]), says("user", [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}])]}


def cases(name):
    for case, messages in CONVERSATIONS.items():
        yield case, messages, None, {}
    for case, messages in WITH_TOOLS.items():
        yield case, messages, TOOLS, {}
    if "qwen3" in name:
        yield "no-thinking", CONVERSATIONS["turns"], None, {"enable_thinking": False}
    if "llama3" in name:
        yield "date", CONVERSATIONS["turns"], None, {"date_string": "1 May 2026"}
    if "parts" in name:
        yield "parts", PARTS["parts"], None, {}


def main():
    expected = []
    for file in sorted(FOLDER.glob("*.jinja")):
        template = ENVIRONMENT.from_string(file.read_text(encoding="utf-8"))
        for case, messages, tools, arguments in cases(file.stem):
            for opens in (True, False):
                row = {"template": file.name, "case": case, "messages": messages, "tools": tools, "arguments": arguments, "addGenerationPrompt": opens}
                try:
                    row["text"] = template.render(messages=messages, tools=tools, documents=None, add_generation_prompt=opens,
                                                  bos_token="<BOS>", eos_token="<EOS>", **arguments)
                except TemplateError as error:
                    row["refused"] = str(error)
                expected.append(row)
    with open(FOLDER / "expected.json", "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in expected) + "\n]\n")
    print(len(expected), "cases,", sum("refused" in row for row in expected), "refused")


main()
