"""What a client saw, told in the same way of every API."""


def refused(call, error, tell):
    """What `tell` says of the `error` that a call raises, and its type."""
    try:
        call()
        return "no error"
    except error as e:
        return {"type": type(e).__name__, "status": e.status_code, **tell(e)}


def broken(stream, error):
    """The types of the events before a stream broke, and of the `error` that said so ("": none)."""
    seen = []
    try:
        for event in stream():
            seen.append(event.type)
        return {"type": "", "events": seen}
    except error as e:
        return {"type": type(e).__name__, "events": seen}


def left(stream, after):
    """Leaves a stream after so many events."""
    for _, _ in zip(range(after), stream):
        pass
    stream.close()
    return True
