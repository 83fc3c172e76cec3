// Drives a gateway with the official OpenAI client and prints what it saw as one JSON object.
import OpenAI from "openai";
import * as seen from "./seen.mjs";

const [base, key, model, scripted, failing, dying, cancelled] = process.argv.slice(2);
const client = new OpenAI({ baseURL: base, apiKey: key, maxRetries: 0, timeout: 30_000 });

const ask = (text, more = {}) =>
  client.chat.completions.create({
    model,
    messages: [{ role: "user", content: text }],
    temperature: 0,
    max_tokens: 24,
    ...more,
  });

const text = async (question, more) =>
  (await ask(question, more)).choices[0].message.content;

async function streamed(question, more) {
  let all = "";
  for await (const chunk of await ask(question, { stream: true, ...more })) {
    all += chunk.choices[0]?.delta?.content ?? "";
  }
  return all;
}

const refused = (call) =>
  seen.refused(call, (e) => ({
    code: e.code,
    retry_after: e.headers?.get("retry-after") ?? null,
  }));

async function broken() {
  try {
    return await streamed("[[kit:dies]]", { model: dying });
  } catch (e) {
    return { type: e.constructor.name };
  }
}

async function usage() {
  let last;
  for await (const chunk of await ask("Count.", {
    stream: true,
    stream_options: { include_usage: true },
  })) {
    last = chunk;
  }
  return { choices: last.choices.length, completion_tokens: last.usage.completion_tokens };
}

async function many(count) {
  const texts = Array.from({ length: count }, (_, i) => `Question ${i}?`);
  const alone = [];
  for (const [i, question] of texts.entries()) alone.push(await text(question, { seed: i }));
  const together = await Promise.all(texts.map((question, i) => streamed(question, { seed: i })));
  return alone.filter((answer, i) => answer === together[i]).length;
}

const stranger = client.withOptions({ apiKey: "sk-unknown" });
const models = [];
for await (const each of client.models.list()) models.push(each.id);
console.log(
  JSON.stringify({
    answer: await text("Say something."),
    streamed: await streamed("Say something."),
    models,
    usage: await usage(),
    many: await many(24),
    unknown_key: await refused(() => stranger.models.list()),
    unknown_model: await refused(() => ask("x", { model: "no-such-model" })),
    bad_request: await refused(() => ask("x", { temperature: 9 })),
    busy: await refused(() => ask("[[kit:busy]]", { model: scripted })),
    broken: await broken(),
    down: await refused(() => ask("[[kit:down]]", { model: failing })),
    cancelled: await seen.left(await ask(`[[kit:${cancelled}]]`, { model: scripted, stream: true }), 3),
  }),
);
