package dev.signalbox.router.lab.data;

import dev.signalbox.router.api.RoutingPrompt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public data sets that the default router is trained on (docs/routing.md names the source and
 * commit of each), and the prompts of this project beside them. Models are averaged by tier, which
 * cuts the noise of single answers.
 */
public final class PublicSets {
  /** Group of the calculations that are asked for bare; they teach and are no measure of others. */
  public static final String CALCULATION = "calculation";

  /** Set of the questions with reference solutions and no outcomes. */
  static final String WORD_PROBLEMS = "gsm8k-train";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Tiers MMLU_PRO =
      new Tiers(
          List.of(
              "Mixtral-8x7B-Instruct-v0.1",
              "Mixtral-8x7B-v0.1",
              "Yi-34B",
              "Llama-2-70b-hf",
              "Qwen1.5-72B-Chat",
              "Meta-Llama-3-8B-Instruct",
              "c4ai-command-r-v01",
              "Phi-3-mini-4k-instruct"),
          List.of(
              "gpt-4o-2024-05-13",
              "gemini-1.5-pro-002",
              "gemini-1.5-flash-002",
              "Meta-Llama-3_1-70B-Instruct",
              "DeepSeek-Coder-V2",
              "deepseek-chat-v2"),
          1);

  private static final Tiers LLM_ROUTER =
      new Tiers(
          List.of(
              "mistral-7b-instruct-v0.3",
              "codegemma-7b",
              "gemma-2-9b-it",
              "llama-3.1-8b-instruct",
              "qwen2.5-7b-instruct"),
          List.of("llama-3.1-nemotron-51b-instruct", "llama-3.3-nemotron-super-49b-v1"),
          1);

  private static final Tiers ARENA =
      new Tiers(
          List.of(
              "mistralai/Mixtral-8x7B-Instruct-v0.1",
              "gpt-3.5-turbo-1106",
              "gpt-3.5-turbo",
              "Starling-LM-7B-alpha",
              "openchat_3.5",
              "Llama-2-70b-chat",
              "vicuna-33b-v1.3",
              "claude-instant-1"),
          List.of("gpt-4-1106-preview", "gpt-4-0314"),
          0.1);

  private static final Tiers ZERO_EVAL =
      new Tiers(
          List.of(
              "Mixtral-8x7B-Instruct-v0.1",
              "gpt-3.5-turbo-0125",
              "Meta-Llama-3-8B-Instruct",
              "Phi-3-mini-4k-instruct",
              "gemma-2-9b-it",
              "Yi-1.5-9B-Chat",
              "reka-core-20240501",
              "claude-3-haiku-20240307"),
          List.of(
              "gpt-4-turbo-2024-04-09",
              "gpt-4o-2024-05-13",
              "claude-3-5-sonnet-20240620",
              "gemini-1.5-pro",
              "Mistral-Large-2",
              "gpt-4-0314"),
          1);

  /**
   * Questions of the mathematics set that a public test set holds too; bare of their wrapping they
   * would hit the list of held-out prompts.
   */
  private static final Set<Integer> MATH_L5_TESTS =
      Set.of(33, 34, 58, 61, 78, 85, 159, 171, 177, 548, 551, 586, 591, 636, 654, 662, 671);

  /**
   * Every function of the code set is called {@code f}, which taught that whoever brings a function
   * {@code f} along wants its output foretold. They are called by these names in turn.
   */
  private static final List<String> FUNCTIONS =
      List.of("solve", "process", "convert", "count", "check", "update", "merge", "handle", "f");

  private static final Pattern FUNCTION = Pattern.compile("\\bf(?=\\()");

  private PublicSets() {}

  /**
   * Where a set comes from.
   *
   * @param source repository and commit
   * @param licence its licence
   */
  public record Origin(String source, String licence) {}

  /** Where a set comes from, by the name that its rows carry. */
  public static Origin origin(String set) {
    return switch (set) {
      case "mmlu-pro" -> new Origin("TIGER-AI-Lab/MMLU-Pro f418b116", "Apache-2.0");
      case "llmrouter" -> new Origin("ulab-uiuc/LLMRouter 4e7a7969", "MIT");
      case "arena" -> new Origin("lmarena/arena-hard-auto, commit not known", "Apache-2.0");
      case "crux", "math-l5" -> new Origin("WildEval/ZeroEval 8c1485ed", "Apache-2.0");
      case WrittenPrompts.SET -> new Origin("synthetic, made for this project", "Apache-2.0");
      case "gsm8k-train" ->
          new Origin("openai/grade-school-math by way of lm-sys/RouteLLM 0b64fdaf", "MIT");
      default -> throw new IllegalArgumentException("no set " + set);
    };
  }

  /** Reads all sets of a folder, or of its {@code routing} folder, always in the same order. */
  public static List<LabelledPrompt> read(Path folder) throws IOException {
    Path nested = folder.resolve("routing");
    Path dir = Files.isDirectory(nested) ? nested : folder;
    List<LabelledPrompt> rows = new ArrayList<>();
    read(dir, "mmlu-pro-outcomes", PublicSets::mmluPro, rows);
    read(dir, "llmrouter-outcomes", row -> List.of(llmRouter(row)), rows);
    read(dir, "arena-bench-scores", row -> List.of(arena(row)), rows);
    read(dir, "zeroeval-crux-outcomes", row -> List.of(crux(row)), rows);
    read(dir, "zeroeval-math-l5-outcomes", row -> List.of(mathL5(row)), rows);
    read(dir, "gsm8k-train-questions", row -> List.of(gsm8k(row)), rows);
    BareCalculations calculations = new BareCalculations();
    read(dir, "gsm8k-train-questions", row -> calculations.of(solution(row)), rows);
    rows.addAll(WrittenPrompts.read());
    return rows;
  }

  private static void read(
      Path dir,
      String name,
      Function<JsonNode, List<LabelledPrompt>> shape,
      List<LabelledPrompt> rows)
      throws IOException {
    Path file = dir.resolve(name + ".jsonl.gz");
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + " is missing (docs/routing.md says where it comes from)");
    }
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        JsonNode row = JSON.readTree(line);
        if (!isTest(name, row)) {
          rows.addAll(shape.apply(row));
        }
      }
    }
  }

  private static boolean isTest(String file, JsonNode row) {
    return file.equals("zeroeval-math-l5-outcomes")
        && MATH_L5_TESTS.contains(row.path("id").asInt());
  }

  /**
   * A question in both forms, bare and with four options as most exams have. Its outcomes count
   * once: with the one form or the other by turns.
   */
  private static List<LabelledPrompt> mmluPro(JsonNode row) {
    String question = row.path("question").asString();
    StringBuilder text = new StringBuilder(question);
    JsonNode options = row.path("options");
    for (int i = 0; i < Math.min(4, options.size()); i++) {
      text.append('\n').append((char) ('A' + i)).append(". ").append(options.get(i).asString());
    }
    String category = row.path("category").asString();
    LabelledPrompt bare = row(question, "mmlu-pro", category, MMLU_PRO, row.path("correct"));
    LabelledPrompt full = row(text.toString(), "mmlu-pro", category, MMLU_PRO, row.path("correct"));
    return row.path("id").asInt() % 2 == 0
        ? List.of(bare, full.withoutOutcomes())
        : List.of(bare.withoutOutcomes(), full);
  }

  private static LabelledPrompt llmRouter(JsonNode row) {
    return row(
        row.path("question").asString(),
        "llmrouter",
        row.path("task").asString(),
        LLM_ROUTER,
        row.path("scores"));
  }

  private static LabelledPrompt arena(JsonNode row) {
    return row(row.path("prompt").asString(), "arena", "chat", ARENA, row.path("scores"));
  }

  private static LabelledPrompt crux(JsonNode row) {
    int id = row.path("id").asString().hashCode();
    String name = FUNCTIONS.get(Math.floorMod(id * 0x9E3779B1 >>> 7, FUNCTIONS.size()));
    return zeroEval(row, "crux", FUNCTION.matcher(question(row)).replaceAll(name));
  }

  private static LabelledPrompt mathL5(JsonNode row) {
    return zeroEval(row, "math-l5", question(row));
  }

  private static String question(JsonNode row) {
    return bare(row.path("question").asString());
  }

  private static LabelledPrompt zeroEval(JsonNode row, String source, String question) {
    return row(question, source, source, ZERO_EVAL, row.path("correct"));
  }

  /** The question without the benchmark's wrapping, which every row shares. */
  private static String bare(String question) {
    int start = question.indexOf("## Question:");
    int end = question.indexOf("## Instruction");
    return start < 0 || end < start
        ? question
        : question.substring(start + "## Question:".length(), end).strip();
  }

  private static LabelledPrompt gsm8k(JsonNode row) {
    return new LabelledPrompt(
        RoutingPrompt.of(row.path("question").asString()),
        WORD_PROBLEMS,
        "word-problem",
        Map.of(),
        Double.NaN,
        SolutionSteps.count(solution(row)));
  }

  private static String solution(JsonNode row) {
    return row.path("answer").asString();
  }

  private static LabelledPrompt row(
      String text, String source, String group, Tiers tiers, JsonNode byModel) {
    return new LabelledPrompt(
        RoutingPrompt.of(text),
        source,
        group,
        tiers.scores(byModel),
        tiers.goodEnough(byModel),
        Double.NaN);
  }
}
