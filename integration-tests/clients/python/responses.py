"""Drives a gateway's Responses API with the official OpenAI client; prints what it saw as JSON."""

import json
import sys

import openai

import seen

base, key, model, scripted, failing, dying, cancelled = sys.argv[1:8]
client = openai.OpenAI(base_url=base, api_key=key, max_retries=0, timeout=30)
TOOLS = [
    {
        "type": "function",
        "name": "weather",
        "description": "The weather in a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
        "strict": False,
    }
]


def ask(text, **more):
    return client.responses.create(
        **{"model": model, "input": text, "temperature": 0, "max_output_tokens": 24, **more}
    )


def streamed(text, **more):
    events = list(ask(text, stream=True, **more))
    deltas = [e.delta for e in events if e.type == "response.output_text.delta"]
    return {
        "text": "".join(deltas),
        "final": events[-1].response.output_text,
        "events": [e.type for e in events],
        "numbers": [e.sequence_number for e in events],
        "tokens": events[-1].response.usage.output_tokens,
    }


def refused(call):
    return seen.refused(
        call, openai.APIStatusError, lambda e: {"code": e.code, "param": e.param}
    )


def tools():
    question = "[[kit:tools]] What is the weather?"
    whole = ask(question, model=scripted, tools=TOOLS).output[0]
    calls = {}
    for event in ask(question, model=scripted, tools=TOOLS, stream=True):
        if event.type == "response.output_item.done":
            calls[event.item.call_id] = event.item.arguments
    follow_up = [
        {"role": "user", "content": "[[kit:tool-result]] What is the weather?"},
        whole.model_dump(exclude_none=True),
        {"type": "function_call_output", "call_id": whole.call_id, "output": "sunny"},
    ]
    return {
        "name": whole.name,
        "arguments": whole.arguments,
        "streamed": calls,
        "follow_up": ask(follow_up, model=scripted, tools=TOOLS).output_text,
    }


first = ask("Say something.", instructions="Be brief.", metadata={"a": "b"})
short = ask("Say something.", max_output_tokens=1)
stranger = client.with_options(api_key="sk-unknown")
print(
    json.dumps(
        {
            "answer": first.output_text,
            "metadata": first.metadata,
            "input_tokens": first.usage.input_tokens,
            "streamed": streamed("Say something.", instructions="Be brief."),
            "short": [short.status, short.incomplete_details.reason],
            "tools": tools(),
            "stateful": refused(lambda: ask("x", store=True)),
            "built_in": refused(lambda: ask("x", tools=[{"type": "web_search"}])),
            "unknown_key": refused(lambda: stranger.responses.create(model=model, input="x")),
            "unknown_model": refused(lambda: ask("x", model="no-such-model")),
            "busy": refused(lambda: ask("[[kit:busy]]", model=scripted)),
            "broken": seen.broken(
                lambda: ask("[[kit:dies]]", model=dying, stream=True), openai.APIError
            ),
            "cancelled": seen.left(
                ask(f"[[kit:{cancelled}]]", model=scripted, stream=True), after=6
            ),
        }
    )
)
