// What a client saw, told in the same way of every API.

/** What `tell` says of the error that a call throws, and its type. */
export async function refused(call, tell) {
  try {
    await call();
    return "no error";
  } catch (e) {
    return { type: e.constructor.name, status: e.status, ...tell(e) };
  }
}

/** The types of the events before a stream broke, and of the error that said so ("": none). */
export async function broken(open) {
  const seen = [];
  try {
    for await (const event of await open()) seen.push(event.type);
    return { type: "", events: seen };
  } catch (e) {
    return { type: e.constructor.name, events: seen };
  }
}

/** Leaves a stream after so many events. */
export async function left(stream, after) {
  let seen = 0;
  for await (const _ of stream) {
    if (++seen === after) break;
  }
  return true;
}
