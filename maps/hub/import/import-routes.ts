/** The operator's import: a file goes up once, is looked at as often as the columns are put right, and then imported. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { cleanText } from '../../../shared/domain/text.ts';
import { HubError } from '../hub-error.ts';
import { answers, good, jsonBody } from '../routes/answers.ts';
import { type HubEnv, may } from '../routes/guards.ts';
import type { HubParts } from '../routes/hub-parts.ts';
import { refuseInput } from '../routes/refuse-input.ts';
import { fields, fieldWord } from './fields.ts';
import { FileFaultError } from './import-fault.ts';
import { readOptions } from './import-options.ts';
import { type ImportOutcome, importStations, listDuplicates } from './import-stations.ts';
import type { MappedColumn } from './mapping.ts';
import { tellImport } from './tell-import.ts';
import type { UploadFolder } from './upload-folder.ts';

const text = (longest: number) => z.string().max(longest).default('');

const optionsSchema = z
  .object({
    source: z.string().max(200),
    system: text(20),
    area: text(80),
    within: text(80),
    unnamed: text(160),
    /** `列名=字段`; nothing behind the sign: not imported. */
    map: z.array(z.string().max(200)).max(100).default([]),
    goodRows: z.boolean().default(false),
    systemConfirmed: z.boolean().default(false),
    merge: z.boolean().default(false),
  })
  .strict()
  .openapi('ImportOptions');

const findingSchema = z.object({ row: z.int(), column: z.string().nullable(), code: z.string(), message: z.string() });
const findingsSchema = z.object({ rows: z.int(), counts: z.record(z.string(), z.int()), kept: z.array(findingSchema) });
const sideSchema = z.object({ number: z.int().nullable(), row: z.int().nullable(), name: z.string(), source: z.string() });
const duplicateSchema = z
  .object({ keep: sideSchema, others: z.array(sideSchema.extend({ metres: z.number() })) })
  .openapi('ProposedDuplicate');
const columnSchema = z.object({
  heading: z.string(),
  field: z.string().nullable(),
  word: z.string().nullable(),
  system: z.string().nullable(),
  chosen: z.boolean(),
  sample: z.string(),
});
const outcomeSchema = z
  .object({
    written: z.boolean(),
    refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
    lines: z.array(z.string()).openapi({ description: 'All of it in sentences.' }),
    report: z
      .object({
        format: z.enum(['csv', 'geojson']),
        encoding: z.string(),
        rows: z.int(),
        added: z.int(),
        changed: z.int(),
        same: z.int(),
        left: z.int(),
        merged: z.int(),
        columns: z.array(columnSchema),
        faults: findingsSchema,
        notices: findingsSchema,
        duplicates: z.array(duplicateSchema),
      })
      .nullable(),
    columns: z.array(columnSchema).optional().openapi({ description: 'Without a report: the columns as far as they could be read.' }),
  })
  .openapi('ImportOutcome');

const tokenParam = z.object({ token: z.uuid() });
/** Of a country's pairs a page shows some; the rest come with the next look. */
const mostDuplicates = 500;

export function importRoutes(
  { stations, operators }: Pick<HubParts, 'stations' | 'operators'>,
  uploads: UploadFolder,
): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });
  const look = may('look', operators);
  const edit = may('edit', operators);
  /** Rows read so far, by token. */
  const progress = new Map<string, number>();

  async function run(token: string, by: string, asked: z.infer<typeof optionsSchema>, dryRun: boolean): Promise<ImportOutcome> {
    const said = readSaid(asked);
    const source = await uploads.open(token, by);
    const { goodRows, systemConfirmed, merge } = asked;
    const onProgress = (rows: number) => void progress.set(token, rows);
    try {
      return await importStations({ stations }, source, { ...said, goodRows, systemConfirmed, merge, dryRun, by, onProgress });
    } finally {
      progress.delete(token);
    }
  }

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/imports',
      summary: 'A CSV or GeoJSON file, 100 MB at most, as it is; kept for an hour',
      middleware: [edit] as const,
      request: {
        query: z.object({ name: z.string().min(1).max(400) }),
        body: { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
      },
      responses: answers('Under this token', z.object({ token: z.uuid(), name: z.string(), size: z.int() })),
    }),
    async (context) => {
      const { body } = context.req.raw;
      if (!body) throw new HubError('input_invalid', '文件是空的：换一个文件');
      const name = cleanText(context.req.valid('query').name).slice(0, 80);
      return context.json(good(await uploads.keep(name, context.var.operator.name, body)), 200);
    },
  );

  for (const [path, dryRun, summary] of [
    ['/api/imports/{token}/check', true, 'How the columns are understood, and what an import would do; nothing is written'],
    ['/api/imports/{token}/run', false, 'Imports; the file is gone once it is in'],
  ] as const) {
    app.openapi(
      createRoute({
        method: 'post',
        path,
        summary,
        middleware: [edit] as const,
        request: { params: tokenParam, body: jsonBody(optionsSchema) },
        responses: answers('What was done, or would be, or why not', outcomeSchema),
      }),
      async (context) => {
        const { token } = context.req.valid('param');
        const by = context.var.operator.name;
        const outcome = await run(token, by, context.req.valid('json'), dryRun);
        if (outcome.written) await uploads.drop(token, by);
        return context.json(good(shownOutcome(outcome, dryRun)), 200);
      },
    );
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/imports/{token}',
      summary: 'How many rows have been read of the file that is being looked at; 0 when it is not',
      middleware: [edit] as const,
      request: { params: tokenParam },
      responses: answers('So far', z.object({ rows: z.int() })),
    }),
    async (context) => context.json(good({ rows: progress.get(context.req.valid('param').token) ?? 0 }), 200),
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/import-fields',
      summary: 'What a column may mean',
      middleware: [look] as const,
      responses: answers('Every field', z.object({ fields: z.array(z.object({ field: z.string(), word: z.string() })) })),
    }),
    (context) => context.json(good({ fields: fields.map((field) => ({ field, word: fieldWord(field) })) }), 200),
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/duplicates',
      summary: 'Stations at most 50 m apart and of similar names; merge with /api/stations/{number}/merge',
      middleware: [look] as const,
      responses: answers('Proposed', z.object({ count: z.int(), duplicates: z.array(duplicateSchema) })),
    }),
    async (context) => {
      const duplicates = await listDuplicates(stations);
      return context.json(good({ count: duplicates.length, duplicates: duplicates.slice(0, mostDuplicates).map(mutable) }), 200);
    },
  );

  return app;
}

function readSaid({ source, system, area, within, unnamed, map }: z.infer<typeof optionsSchema>) {
  try {
    const said = readOptions({ source, system, area, within, unnamed, map });
    if (said.ok) return said.options;
    throw new HubError('input_invalid', said.problem);
  } catch (error) {
    if (error instanceof FileFaultError) throw new HubError('input_invalid', error.message, {}, { cause: error });
    throw error;
  }
}

const mutable = ({ keep, others }: Awaited<ReturnType<typeof listDuplicates>>[number]) => ({ keep, others: [...others] });

const shownColumn = (column: MappedColumn) => ({ ...column, word: column.field && fieldWord(column.field) });

function shownOutcome(outcome: ImportOutcome, dryRun: boolean): z.infer<typeof outcomeSchema> {
  const { written, refusal, report } = outcome;
  const lines = [...tellImport(outcome, dryRun)];
  if (!report) return { written, refusal, lines, report, ...(outcome.columns && { columns: outcome.columns.map(shownColumn) }) };
  const { missedHeadings: _, columns, faults, notices, duplicates, ...rest } = report;
  const findings = ({ rows, counts, kept }: typeof faults | typeof notices) => ({ rows, counts: { ...counts }, kept: [...kept] });
  return {
    written,
    refusal,
    lines,
    report: {
      ...rest,
      columns: columns.map(shownColumn),
      faults: findings(faults),
      notices: findings(notices),
      duplicates: duplicates.slice(0, mostDuplicates).map(mutable),
    },
  };
}
