/**
 * `npm run bench`: how fast and how big the built product is, on a street with 200,000 requests, against a bare page of the same
 * stack in the same run. Databases and the bare page's build are kept in `.bench/` from run to run; the figures of every run are
 * kept there too. `-- --quick` shows that everything works; names of scenarios choose among them (scripts/bench/options.ts).
 *
 * Figures that miss their aim are marked; only what fails to run makes the exit code 1.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { Bench } from './bench/bench';
import { type Finding, meets } from './bench/finding';
import { readOptions } from './bench/options';
import { benchFolder, root } from './bench/place';
import { table } from './bench/report';
import { scenarios } from './bench/scenarios/registry';
import { ensureBuilt } from './server/build';
import { say } from './server/console';
import { live } from './server/lifecycle';

const machine = `${cpus().length} × ${cpus()[0]?.model ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;

await live(async (life) => {
  process.chdir(root);
  const options = readOptions(
    process.argv.slice(2),
    scenarios.map(({ name }) => name),
  );
  const bench = new Bench(options, say);
  life.onEnd(() => bench.end());
  await ensureBuilt(root, life.signal);
  const chosen = scenarios.filter(
    ({ name }) => !options.scenarios.length || options.scenarios.includes(name),
  );
  const found: Record<string, Finding[]> = {};
  for (const { name, title, run } of chosen) {
    say(`\n── ${title}`);
    found[name] = await run(bench);
    life.signal.throwIfAborted();
    say(table(found[name]));
  }
  const file = keep({ at: new Date().toISOString(), machine, options, found });
  const judged = Object.values(found).flat().map(meets);
  const count = (wanted: boolean) => judged.filter((met) => met === wanted).length;
  say(`\n${machine}\n${count(true)} aims met, ${count(false)} missed; all figures in ${file}`);
  life.end(0);
});

function keep(run: { at: string; [key: string]: unknown }): string {
  mkdirSync(benchFolder, { recursive: true });
  const file = join(benchFolder, `figures-${run.at.replaceAll(':', '').slice(0, 15)}.json`);
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  return file;
}
