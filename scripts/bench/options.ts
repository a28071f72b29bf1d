/** What a run of the benchmark is told. */
export interface Options {
  /** Names of scenarios; all when empty. */
  scenarios: string[];
  rounds: number;
  /** Of load on one target in one round. */
  seconds: number;
  /** Of load while memory is watched. */
  memoryMinutes: number;
}

const full = { rounds: 3, seconds: 10, memoryMinutes: 10 };
/** To see that everything works; its figures mean little. */
const quick = { rounds: 1, seconds: 3, memoryMinutes: 0.5 };

/**
 * Reads `npm run bench -- [--quick] [--rounds=3] [--seconds=10] [--memory-minutes=10] [scenario…]`.
 * @throws Error naming what is not understood
 */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const options: Options = { scenarios: [], ...(args.includes('--quick') ? quick : full) };
  for (const arg of args) {
    const [, name, value] = /^--(rounds|seconds|memory-minutes)=(\d+(?:\.\d+)?)$/.exec(arg) ?? [];
    if (name === 'memory-minutes') options.memoryMinutes = Number(value);
    else if (name === 'rounds' || name === 'seconds') options[name] = Number(value);
    else if (known.includes(arg)) options.scenarios.push(arg);
    else if (arg !== '--quick')
      throw new Error(
        `${arg}? known are --quick, --rounds=, --seconds=, --memory-minutes= and ${known.join(', ')}`,
      );
  }
  return options;
}
