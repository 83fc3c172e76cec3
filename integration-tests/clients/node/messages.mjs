// Drives a gateway's Messages API with the official Anthropic client; prints what it saw as JSON.
import Anthropic from "@anthropic-ai/sdk";
import * as seen from "./seen.mjs";

const [base, key, model, scripted, failing, dying, cancelled] = process.argv.slice(2);
const client = new Anthropic({
  baseURL: base.replace(/\/v1$/, ""),
  apiKey: key,
  maxRetries: 0,
  timeout: 30_000,
});
const TOOLS = [
  {
    name: "weather",
    description: "The weather in a city",
    input_schema: { type: "object", properties: { city: { type: "string" } } },
  },
];

const turns = (text) => (typeof text === "string" ? [{ role: "user", content: text }] : text);

const body = (text, more) => ({
  model,
  messages: turns(text),
  max_tokens: 24,
  temperature: 0,
  ...more,
});

const ask = (text, more = {}) => client.messages.create(body(text, more));

async function streamed(text, more) {
  const events = [];
  for await (const event of await ask(text, { stream: true, ...more })) events.push(event);
  const last = events.find((e) => e.type === "message_delta");
  const final = await client.messages.stream(body(text, more)).finalMessage();
  return {
    text: events
      .filter((e) => e.type === "content_block_delta")
      .map((e) => e.delta.text)
      .join(""),
    final: final.content[0].text,
    events: events.map((e) => e.type),
    tokens: last.usage.output_tokens,
    stop: last.delta.stop_reason,
  };
}

const refused = (call) =>
  seen.refused(call, (e) => ({
    shape: e.error?.type,
    error: e.error?.error?.type,
    message: e.error?.error?.message,
  }));

async function tools() {
  const question = "[[kit:tools]] What is the weather?";
  const answer = await ask(question, { model: scripted, tools: TOOLS });
  const whole = answer.content.find((block) => block.type === "tool_use");
  const ids = [];
  let pieces = "";
  for await (const event of await ask(question, { model: scripted, tools: TOOLS, stream: true })) {
    if (event.type === "content_block_start" && event.content_block.type === "tool_use") {
      ids.push(event.content_block.id);
    }
    if (event.type === "content_block_delta" && event.delta.type === "input_json_delta") {
      pieces += event.delta.partial_json;
    }
  }
  const result = { type: "tool_result", tool_use_id: whole.id, content: "sunny" };
  const followUp = [
    { role: "user", content: "[[kit:tool-result]] What is the weather?" },
    { role: "assistant", content: [whole] },
    { role: "user", content: [result] },
  ];
  return {
    name: whole.name,
    input: whole.input,
    stop: answer.stop_reason,
    ids: [whole.id, ...ids],
    streamed: JSON.parse(pieces),
    follow_up: (await ask(followUp, { model: scripted, tools: TOOLS })).content[0].text,
  };
}

const first = await ask("Say something.", { system: "Be brief." });
const short = await ask("Say something.", { max_tokens: 1 });
const counted = await client.messages.countTokens({
  model,
  system: "Be brief.",
  messages: turns("Say something."),
});
const stranger = client.withOptions({ apiKey: "sk-unknown" });
console.log(
  JSON.stringify({
    answer: first.content[0].text,
    role: first.role,
    input_tokens: first.usage.input_tokens,
    counted: counted.input_tokens,
    streamed: await streamed("Say something.", { system: "Be brief." }),
    short: [short.stop_reason],
    tools: await tools(),
    hot: await refused(() => ask("x", { temperature: 9 })),
    unknown_key: await refused(() => stranger.messages.create(body("x"))),
    unknown_model: await refused(() => ask("x", { model: "no-such-model" })),
    busy: await refused(() => ask("[[kit:busy]]", { model: scripted })),
    broken: await seen.broken(() => ask("[[kit:dies]]", { model: dying, stream: true })),
    cancelled: await seen.left(await ask(`[[kit:${cancelled}]]`, { model: scripted, stream: true }), 6),
  }),
);
