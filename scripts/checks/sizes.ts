import type { Problem } from './report';
import type { Source } from './source';

/** The first limit whose pattern fits a path counts. */
const limits: { files: RegExp; lines: number; advice: string }[] = [
  { files: /^db\/(migrations|seed\/data)\//, lines: Number.POSITIVE_INFINITY, advice: '' },
  { files: /^lib\/workflow\/transition\.ts$/, lines: 90, advice: 'no hooks, no cases: it moves a status' },
  { files: /^app\/.*\.tsx$/, lines: 80, advice: 'a page fetches and lays out; move markup to components/' },
  { files: /^components\/.*\.tsx$/, lines: 200, advice: 'split the component' },
  { files: /./, lines: 300, advice: 'make a folder of the same name and split by subject' },
];

/** File lengths in lines. */
export function checkSizes(sources: Source[]): Problem[] {
  return sources.flatMap(({ path, lineCount }) => {
    const limit = limits.find(({ files }) => files.test(path));
    if (!limit || lineCount <= limit.lines) return [];
    return [{ path, message: `${lineCount} lines, ${limit.lines} is the end: ${limit.advice}` }];
  });
}
