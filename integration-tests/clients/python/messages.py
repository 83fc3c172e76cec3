"""Drives a gateway's Messages API with the official Anthropic client; prints what it saw as JSON."""

import json
import sys

import anthropic

import seen

base, key, model, scripted, failing, dying, cancelled = sys.argv[1:8]
client = anthropic.Anthropic(
    base_url=base.removesuffix("/v1"), api_key=key, max_retries=0, timeout=30
)
GREEDY = {"temperature": 0}
TOOLS = [
    {
        "name": "weather",
        "description": "The weather in a city",
        "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
    }
]


def turns(text):
    return [{"role": "user", "content": text}] if isinstance(text, str) else text


def ask(text, body=GREEDY, **more):
    return client.messages.create(
        **{"model": model, "messages": turns(text), "max_tokens": 24, "extra_body": body, **more}
    )


def streamed(text, **more):
    events = list(ask(text, stream=True, **more))
    texts = [e.delta.text for e in events if e.type == "content_block_delta"]
    delta = next(e for e in events if e.type == "message_delta")
    with client.messages.stream(
        model=model, messages=turns(text), max_tokens=24, extra_body=GREEDY, **more
    ) as stream:
        final = stream.get_final_message()
    return {
        "text": "".join(texts),
        "final": final.content[0].text,
        "events": [e.type for e in events],
        "tokens": delta.usage.output_tokens,
        "stop": delta.delta.stop_reason,
    }


def refused(call):
    def told(e):
        body = e.body if isinstance(e.body, dict) else {}
        error = body.get("error", {})
        return {
            "shape": body.get("type"),
            "error": error.get("type"),
            "message": error.get("message"),
        }

    return seen.refused(call, anthropic.APIStatusError, told)


def tools():
    question = "[[kit:tools]] What is the weather?"
    answer = ask(question, model=scripted, tools=TOOLS)
    whole = next(block for block in answer.content if block.type == "tool_use")
    ids, pieces = [], []
    for event in ask(question, model=scripted, tools=TOOLS, stream=True):
        if event.type == "content_block_start" and event.content_block.type == "tool_use":
            ids.append(event.content_block.id)
        if event.type == "content_block_delta" and event.delta.type == "input_json_delta":
            pieces.append(event.delta.partial_json)
    result = {"type": "tool_result", "tool_use_id": whole.id, "content": "sunny"}
    follow_up = [
        {"role": "user", "content": "[[kit:tool-result]] What is the weather?"},
        {"role": "assistant", "content": [whole.model_dump(exclude_none=True)]},
        {"role": "user", "content": [result]},
    ]
    return {
        "name": whole.name,
        "input": whole.input,
        "stop": answer.stop_reason,
        "ids": [whole.id, *ids],
        "streamed": json.loads("".join(pieces)),
        "follow_up": ask(follow_up, model=scripted, tools=TOOLS).content[0].text,
    }


first = ask("Say something.", system="Be brief.")
short = ask("Say something.", max_tokens=1)
counted = client.messages.count_tokens(
    model=model, system="Be brief.", messages=turns("Say something.")
)
stranger = client.with_options(api_key="sk-unknown")
print(
    json.dumps(
        {
            "answer": first.content[0].text,
            "role": first.role,
            "input_tokens": first.usage.input_tokens,
            "counted": counted.input_tokens,
            "streamed": streamed("Say something.", system="Be brief."),
            "short": [short.stop_reason],
            "tools": tools(),
            "hot": refused(lambda: ask("x", body={"temperature": 9})),
            "unknown_key": refused(
                lambda: stranger.messages.create(model=model, messages=turns("x"), max_tokens=1)
            ),
            "unknown_model": refused(lambda: ask("x", model="no-such-model")),
            "busy": refused(lambda: ask("[[kit:busy]]", model=scripted)),
            "broken": seen.broken(
                lambda: ask("[[kit:dies]]", model=dying, stream=True), anthropic.APIError
            ),
            "cancelled": seen.left(
                ask(f"[[kit:{cancelled}]]", model=scripted, stream=True), after=6
            ),
        }
    )
)
