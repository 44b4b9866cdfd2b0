/** What the hub answers, as far as the page reads it. */
import {
  _default,
  array,
  boolean,
  int,
  nullable,
  number,
  object,
  enum as oneOf,
  optional,
  type output,
  record,
  string,
  unknown,
} from 'zod/mini';
import { amenityCodes } from '../../../shared/domain/amenity.ts';
import { listedStationSchema, liveFiguresSchema, publicReportKinds } from '../../../shared/domain/listed-station.ts';

export const roles = ['look', 'edit', 'administer'] as const;
export type Role = (typeof roles)[number];
export const operator = object({ name: string(), role: oneOf(roles), mustChange: boolean() });
export type Operator = output<typeof operator>;
export const operatorList = object({ operators: array(operator) });
export const oneTimePassword = object({ password: string() });

const state = object({
  state: oneOf(['open', 'closing', 'closed', 'unknown']),
  untilMs: nullable(int()),
  opensMs: nullable(int()),
  suspended: nullable(object({ reason: string(), until: nullable(string()) })),
});
export type StationState = output<typeof state>;

const doubt = oneOf(publicReportKinds);
const trust = object({
  lastConfirmedMs: nullable(int()),
  confirmedIn7Days: int(),
  doubt: nullable(doubt),
  doubtSinceMs: nullable(int()),
});

const row = object({
  ...{ number: int(), name: string(), district: array(string()), address: string() },
  ...{ state, waiting: int(), doubt: nullable(doubt) },
});
export type StationRow = output<typeof row>;
export const stationPage = object({ rows: array(row), next: nullable(int()), count: int() });
export const districtList = object({ districts: array(object({ district: array(string()), count: int() })) });
export type DistrictCount = output<typeof districtList>['districts'][number];

const auditLine = object({
  ...{ id: string(), atMs: int(), by: string(), action: string(), number: nullable(int()) },
  details: record(string(), unknown()),
});
export type AuditLine = output<typeof auditLine>;
export const auditPage = object({ lines: array(auditLine), next: nullable(string()) });

const stored = { station: listedStationSchema, revision: int(), updatedAtMs: int(), edited: array(string()) };
export const storedStation = object(stored);
export const deskStation = object({
  ...stored,
  ...{ state, trust, waiting: int(), live: nullable(liveFiguresSchema), history: array(auditLine) },
});
export type DeskStation = output<typeof deskStation>;
export const numbered = object({ number: int() });
export const hashed = object({ hash: string() });

export const goneList = object({
  count: int(),
  gone: array(object({ number: int(), name: string(), mergedInto: nullable(int()) })),
});

const reportCase = object({
  ...{ number: int(), name: string(), kind: doubt, amenity: nullable(oneOf(amenityCodes)) },
  ...{ parties: int(), firstMs: int(), lastMs: int(), shown: boolean() },
});
export type ReportCase = output<typeof reportCase>;
export const caseList = object({ cases: array(reportCase) });
export const decided = object({ decided: int() });

export const publishing = object({
  ...{ on: boolean(), waiting: boolean(), stations: int() },
  ...{ publishedAtMs: nullable(int()), downloadsAtMs: nullable(int()), failedAtMs: nullable(int()) },
});

/** `/map/bulk/index.json` (docs/map-data.md). */
export const downloads = object({
  areas: array(object({ id: string(), place: array(string()), count: int(), csv: string(), geojson: string() })),
});
export type Downloads = output<typeof downloads>['areas'];

export const upload = object({ token: string(), name: string(), size: int() });
export const importFields = object({ fields: array(object({ field: string(), word: string() })) });
export const importProgress = object({ rows: int() });

const finding = object({ row: int(), column: nullable(string()), code: string(), message: string() });

const findings = object({ rows: int(), counts: record(string(), int()), kept: array(finding) });
const side = { number: nullable(int()), row: nullable(int()), name: string(), source: string() };
const duplicate = object({ keep: object(side), others: array(object({ ...side, metres: number() })) });
export type ProposedDuplicate = output<typeof duplicate>;
export const duplicateList = object({ count: int(), duplicates: array(duplicate) });
const column = object({
  ...{ heading: string(), field: nullable(string()), word: nullable(string()), system: nullable(string()) },
  ...{ chosen: boolean(), sample: _default(string(), '') },
});
export type ImportColumn = output<typeof column>;
const report = object({
  ...{ format: oneOf(['csv', 'geojson']), encoding: string(), rows: int() },
  ...{ added: int(), changed: int(), same: int(), left: int(), merged: int() },
  ...{ columns: array(column), faults: findings, notices: findings, duplicates: array(duplicate) },
});
export type ImportReport = output<typeof report>;
export const importOutcome = object({
  written: boolean(),
  refusal: nullable(object({ code: string(), message: string() })),
  report: nullable(report),
  /** Without a report: as far as the file could be read. */
  columns: optional(array(column)),
});
export type ImportOutcome = output<typeof importOutcome>;
