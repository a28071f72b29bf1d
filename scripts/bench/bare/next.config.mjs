import { dirname } from 'node:path';

/** Built in a folder below the project's, whose packages it uses. */
const project = process.env.QUNXU_BENCH_ROOT ?? dirname(dirname(import.meta.dirname));

export default {
  poweredByHeader: false,
  turbopack: { root: project },
  typescript: { ignoreBuildErrors: true },
};
