import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureColumn } from '@usina/core/forest';

interface NumberTable {
  features: readonly FeatureColumn[];
  targets: Float64Array;
}

export interface RangerResult {
  trainCpuS: number;
  predictCpuS: number;
  /** By level, then by row of the test. */
  quantiles: number[][];
}

const script = `
suppressMessages(library(ranger))
files <- commandArgs(trailingOnly = TRUE)
train <- read.csv(files[1])
test <- read.csv(files[2])
levels <- as.numeric(strsplit(files[3], ",")[[1]])
cpu <- function(time) time[["user.self"]] + time[["sys.self"]]
trained <- system.time(model <- ranger(
  y ~ ., data = train, num.trees = 100, mtry = 4, min.node.size = 5, quantreg = TRUE, num.threads = 1, seed = 1))
asked <- system.time(answer <- predict(model, test, type = "quantiles", quantiles = levels, num.threads = 1))
writeLines(c(cpu(trained), cpu(asked), apply(answer$predictions, 2, paste, collapse = ",")))
`;

/** A quantile forest by ranger, 100 trees, one thread; undefined where R or the package is not installed. */
export function ranger(job: { train: NumberTable; test: NumberTable; levels: number[] }): RangerResult | undefined {
  if (!installed()) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'usina-bench-'));
  try {
    const files = [job.train, job.test].map((table, index) => {
      const file = join(folder, `${index}.csv`);
      writeFileSync(file, csvOf(table));
      return file;
    });
    const args = ['--vanilla', '-e', script, ...files, job.levels.join(',')];
    const out = execFileSync('Rscript', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const [train, predict, ...columns] = out.trim().split('\n');
    return {
      trainCpuS: Number(train),
      predictCpuS: Number(predict),
      quantiles: columns.map((column) => column.split(',').map(Number)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function installed(): boolean {
  try {
    execFileSync('Rscript', ['--vanilla', '-e', 'library(ranger)'], { stdio: 'ignore' });
    return true;
  } catch {
    console.error('ranger is not installed: apt-get install -y r-cran-ranger');
    return false;
  }
}

function csvOf({ features, targets }: NumberTable): string {
  const head = [...features.map(({ name }) => name), 'y'].join(',');
  const rows = Array.from(targets, (target, row) => [...features.map(({ values }) => values[row]), target].join(','));
  return [head, ...rows].join('\n');
}
