import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format } from 'prettier';
import { planJsonSchema } from '../src/schema/planJsonSchema.ts';

/** Writes the JSON Schema of the plan into docs/; a test says when it is out of date. */
const file = resolve(import.meta.dirname, '../docs/targeting-plan.schema.json');
await writeFile(file, await format(JSON.stringify(planJsonSchema()), { parser: 'json', printWidth: 110 }));
process.stdout.write(`${file}\n`);
