/**
 * Property tests repeat: the same commit gives the same answer, here and in CI. `PROPERTY_SEED=7` looks elsewhere, and
 * `PROPERTY_RUNS=5000` longer; a counterexample found so becomes an example of its own in the test.
 */
import { configureGlobal } from 'fast-check';

const runs = process.env['PROPERTY_RUNS'];
configureGlobal({
  seed: Number(process.env['PROPERTY_SEED'] ?? 20_240_611),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
