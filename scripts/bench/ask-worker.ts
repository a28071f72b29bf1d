import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from './place';

/**
 * Has a job done in a process of its own, on a street's database: a program that runs under tsx, is told one job over its channel and answers
 * once. @throws Error when it ends without
 */
export async function askWorker<Answer>(program: string, databaseUrl: string, job: object): Promise<Answer> {
  const child = fork(join(root, 'scripts/bench', program), {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      QUNXU_SECRET: 'asked for, and read by nothing in there',
    },
  });
  const answered = new Promise<Answer>((resolve, reject) => {
    child.once('message', (answer: Answer) => resolve(answer));
    child.once('exit', () => reject(new Error(`${program} came to no end`)));
  });
  child.send(job);
  const answer = await answered;
  child.disconnect();
  return answer;
}
