// Drives a gateway's Messages API with the official Anthropic client; prints what it saw as JSON.
import Anthropic from "@anthropic-ai/sdk";

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

const asked = (text, more = {}) => ({
  model,
  messages: [{ role: "user", content: text }],
  max_tokens: 24,
  ...more,
});
const ask = (text, more) => client.messages.create(asked(text, more));
const counted = async (text, more) => {
  const { max_tokens: _, ...rest } = asked(text, more);
  return (await client.messages.countTokens(rest)).input_tokens;
};
const textOf = (message) =>
  message.content.map((block) => (block.type === "text" ? block.text : "")).join("");

async function streamed(question, more) {
  let text = "";
  const stream = client.messages.stream(asked(question, more));
  stream.on("text", (delta) => (text += delta));
  const final = await stream.finalMessage();
  const events = [];
  for await (const event of await ask("Say something.", { stream: true, ...more })) {
    events.push(event.type);
  }
  return {
    text,
    final: textOf(final),
    events,
    input_tokens: final.usage.input_tokens + (final.usage.cache_read_input_tokens ?? 0),
    output_tokens: final.usage.output_tokens,
  };
}

async function refused(call) {
  try {
    await call();
    return "no error";
  } catch (e) {
    return {
      type: e.constructor.name,
      status: e.status,
      error: e.error.error.type,
      request_id: e.error.request_id === e.requestID,
    };
  }
}

async function broken() {
  try {
    await client.messages.stream(asked("[[kit:dies]]", { model: dying })).finalMessage();
    return { type: "" };
  } catch (e) {
    return { type: e.constructor.name };
  }
}

async function cancel() {
  const stream = await ask(`[[kit:${cancelled}]]`, { model: scripted, stream: true });
  let seen = 0;
  for await (const _ of stream) {
    if (++seen === 5) break;
  }
  return true;
}

async function tools() {
  const question = "[[kit:tools]] What is the weather?";
  const whole = await ask(question, { model: scripted, tools: TOOLS });
  const call = whole.content[0];
  const final = await client.messages
    .stream(asked(question, { model: scripted, tools: TOOLS }))
    .finalMessage();
  const messages = [
    { role: "user", content: "[[kit:tool-result]] What is the weather?" },
    { role: "assistant", content: whole.content },
    {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: call.id, content: "sunny" }],
    },
  ];
  return {
    stop: [whole.stop_reason, final.stop_reason],
    name: call.name,
    input: call.input,
    streamed: Object.fromEntries(
      final.content.filter((b) => b.type === "tool_use").map((b) => [b.id, b.input]),
    ),
    follow_up: textOf(await ask("", { model: scripted, tools: TOOLS, messages })),
  };
}

const first = await ask("Say something.", { system: "Be brief.", temperature: 0 });
const short = await ask("Say something.", { max_tokens: 1 });
const stranger = client.withOptions({ apiKey: "sk-unknown" });
console.log(
  JSON.stringify({
    answer: textOf(first),
    streamed: await streamed("Say something.", { system: "Be brief.", temperature: 0 }),
    short: short.stop_reason,
    counted: await counted("Say something.", { system: "Be brief." }),
    uncountable: await refused(() => counted("x", { model: scripted })),
    tools: await tools(),
    unknown_key: await refused(() => stranger.messages.create(asked("x"))),
    unknown_model: await refused(() => ask("x", { model: "no-such-model" })),
    bad_request: await refused(() => ask("x", { temperature: 9 })),
    busy: await refused(() => ask("[[kit:busy]]", { model: scripted })),
    broken: await broken(),
    down: await refused(() => ask("[[kit:down]]", { model: failing })),
    cancelled: await cancel(),
  }),
);
