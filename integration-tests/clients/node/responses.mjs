// Drives a gateway's Responses API with the official OpenAI client; prints what it saw as JSON.
import OpenAI from "openai";
import * as seen from "./seen.mjs";

const [base, key, model, scripted, failing, dying, cancelled] = process.argv.slice(2);
const client = new OpenAI({ baseURL: base, apiKey: key, maxRetries: 0, timeout: 30_000 });
const TOOLS = [
  {
    type: "function",
    name: "weather",
    description: "The weather in a city",
    parameters: { type: "object", properties: { city: { type: "string" } } },
    strict: false,
  },
];

const ask = (input, more = {}) =>
  client.responses.create({ model, input, temperature: 0, max_output_tokens: 24, ...more });

async function streamed(text, more) {
  const events = [];
  for await (const event of await ask(text, { stream: true, ...more })) events.push(event);
  const last = events.at(-1).response;
  return {
    text: events
      .filter((e) => e.type === "response.output_text.delta")
      .map((e) => e.delta)
      .join(""),
    final: last.output[0].content[0].text,
    events: events.map((e) => e.type),
    numbers: events.map((e) => e.sequence_number),
    tokens: last.usage.output_tokens,
  };
}

const refused = (call) =>
  seen.refused(call, (e) => ({ code: e.code, param: e.param }));

async function tools() {
  const question = "[[kit:tools]] What is the weather?";
  const whole = (await ask(question, { model: scripted, tools: TOOLS })).output[0];
  const calls = {};
  for await (const event of await ask(question, { model: scripted, tools: TOOLS, stream: true })) {
    if (event.type === "response.output_item.done") calls[event.item.call_id] = event.item.arguments;
  }
  const followUp = [
    { role: "user", content: "[[kit:tool-result]] What is the weather?" },
    whole,
    { type: "function_call_output", call_id: whole.call_id, output: "sunny" },
  ];
  return {
    name: whole.name,
    arguments: whole.arguments,
    streamed: calls,
    follow_up: (await ask(followUp, { model: scripted, tools: TOOLS })).output_text,
  };
}

const first = await ask("Say something.", { instructions: "Be brief.", metadata: { a: "b" } });
const short = await ask("Say something.", { max_output_tokens: 1 });
const stranger = client.withOptions({ apiKey: "sk-unknown" });
console.log(
  JSON.stringify({
    answer: first.output_text,
    metadata: first.metadata,
    input_tokens: first.usage.input_tokens,
    streamed: await streamed("Say something.", { instructions: "Be brief." }),
    short: [short.status, short.incomplete_details.reason],
    tools: await tools(),
    stateful: await refused(() => ask("x", { store: true })),
    built_in: await refused(() => ask("x", { tools: [{ type: "web_search" }] })),
    unknown_key: await refused(() => stranger.responses.create({ model, input: "x" })),
    unknown_model: await refused(() => ask("x", { model: "no-such-model" })),
    busy: await refused(() => ask("[[kit:busy]]", { model: scripted })),
    broken: await seen.broken(() => ask("[[kit:dies]]", { model: dying, stream: true })),
    cancelled: await seen.left(await ask(`[[kit:${cancelled}]]`, { model: scripted, stream: true }), 6),
  }),
);
