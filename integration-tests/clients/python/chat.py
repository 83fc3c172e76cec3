"""Drives a gateway with the official OpenAI client and prints what it saw as one JSON object."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import openai

import seen

base, key, model, scripted, failing, dying, cancelled = sys.argv[1:8]
client = openai.OpenAI(base_url=base, api_key=key, max_retries=0, timeout=30)


def ask(text, **more):
    messages = [{"role": "user", "content": text}]
    return client.chat.completions.create(
        **{"model": model, "messages": messages, "temperature": 0, "max_tokens": 24, **more}
    )


def streamed(text, **more):
    chunks = ask(text, stream=True, **more)
    return "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)


def refused(call):
    def told(e):
        return {"code": e.code, "retry_after": e.response.headers.get("retry-after")}

    return seen.refused(call, openai.APIStatusError, told)


def broken():
    try:
        return streamed("[[kit:dies]]", model=dying)
    except openai.APIError as e:
        return {"type": type(e).__name__}
    except Exception as e:  # the transport's own error is an honest end, too
        return {"type": type(e).__name__}


def usage():
    *_, last = ask("Count.", stream=True, stream_options={"include_usage": True})
    return {"choices": len(last.choices), "completion_tokens": last.usage.completion_tokens}


def many(count):
    texts = [f"Question {i}?" for i in range(count)]
    alone = [ask(t, seed=i).choices[0].message.content for i, t in enumerate(texts)]
    with ThreadPoolExecutor(count) as pool:
        together = list(pool.map(lambda p: streamed(p[1], seed=p[0]), enumerate(texts)))
    return sum(a == b for a, b in zip(alone, together))


stranger = client.with_options(api_key="sk-unknown")
print(
    json.dumps(
        {
            "answer": ask("Say something.").choices[0].message.content,
            "streamed": streamed("Say something."),
            "models": [m.id for m in client.models.list()],
            "usage": usage(),
            "many": many(24),
            "unknown_key": refused(lambda: stranger.models.list()),
            "unknown_model": refused(lambda: ask("x", model="no-such-model")),
            "bad_request": refused(lambda: ask("x", temperature=9)),
            "busy": refused(lambda: ask("[[kit:busy]]", model=scripted)),
            "broken": broken(),
            "down": refused(lambda: ask("[[kit:down]]", model=failing)),
            "cancelled": seen.left(
                ask(f"[[kit:{cancelled}]]", model=scripted, stream=True), after=3
            ),
        }
    )
)
