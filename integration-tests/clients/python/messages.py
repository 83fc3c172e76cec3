"""Drives a gateway's Messages API with the official Anthropic client; prints what it saw as JSON."""

import json
import sys

import anthropic

base, key, model, scripted, failing, dying, cancelled = sys.argv[1:8]
client = anthropic.Anthropic(
    base_url=base.removesuffix("/v1"), api_key=key, max_retries=0, timeout=30
)
TOOLS = [
    {
        "name": "weather",
        "description": "The weather in a city",
        "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
    }
]


def asked(text, **more):
    return {
        **{"model": model, "messages": [{"role": "user", "content": text}], "max_tokens": 24},
        **more,
    }


def ask(text, **more):
    return client.messages.create(**asked(text, **more))


def counted(text, **more):
    arguments = asked(text, **more)
    del arguments["max_tokens"]
    return client.messages.count_tokens(**arguments).input_tokens


def text_of(message):
    return "".join(b.text for b in message.content if b.type == "text")


def streamed(text, **more):
    with client.messages.stream(**asked(text, **more)) as stream:
        text = "".join(stream.text_stream)
        final = stream.get_final_message()
    events = [e.type for e in ask("Say something.", stream=True, **more)]
    return {
        "text": text,
        "final": text_of(final),
        "events": events,
        "input_tokens": final.usage.input_tokens + (final.usage.cache_read_input_tokens or 0),
        "output_tokens": final.usage.output_tokens,
    }


def refused(call):
    try:
        call()
        return "no error"
    except anthropic.APIStatusError as e:
        return {
            "type": type(e).__name__,
            "status": e.status_code,
            "error": e.body["error"]["type"],
            "request_id": e.body["request_id"] == e.request_id,
        }


def broken():
    try:
        with client.messages.stream(**asked("[[kit:dies]]", model=dying)) as stream:
            stream.until_done()
        return {"type": ""}
    except anthropic.APIError as e:
        return {"type": type(e).__name__}


def cancel():
    stream = ask(f"[[kit:{cancelled}]]", model=scripted, stream=True)
    for _, _ in zip(range(5), stream):
        pass
    stream.close()
    return True


def tools():
    question = "[[kit:tools]] What is the weather?"
    whole = ask(question, model=scripted, tools=TOOLS)
    call = whole.content[0]
    with client.messages.stream(**asked(question, model=scripted, tools=TOOLS)) as stream:
        final = stream.get_final_message()
    follow_up = [
        {"role": "user", "content": "[[kit:tool-result]] What is the weather?"},
        {"role": "assistant", "content": whole.content},
        {
            "role": "user",
            "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "sunny"}],
        },
    ]
    return {
        "stop": [whole.stop_reason, final.stop_reason],
        "name": call.name,
        "input": call.input,
        "streamed": {b.id: b.input for b in final.content if b.type == "tool_use"},
        "follow_up": text_of(ask("", model=scripted, tools=TOOLS, messages=follow_up)),
    }


first = ask("Say something.", system="Be brief.", temperature=0)
short = ask("Say something.", max_tokens=1)
stranger = client.with_options(api_key="sk-unknown")
print(
    json.dumps(
        {
            "answer": text_of(first),
            "streamed": streamed("Say something.", system="Be brief.", temperature=0),
            "short": short.stop_reason,
            "counted": counted("Say something.", system="Be brief."),
            "uncountable": refused(lambda: counted("x", model=scripted)),
            "tools": tools(),
            "unknown_key": refused(lambda: stranger.messages.create(**asked("x"))),
            "unknown_model": refused(lambda: ask("x", model="no-such-model")),
            "bad_request": refused(lambda: ask("x", temperature=9)),
            "busy": refused(lambda: ask("[[kit:busy]]", model=scripted)),
            "broken": broken(),
            "down": refused(lambda: ask("[[kit:down]]", model=failing)),
            "cancelled": cancel(),
        }
    )
)
