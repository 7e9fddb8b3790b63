import { z } from 'zod'
import { caseloadColumns, headingOf, recogniseColumns } from './caseload-columns.ts'
import type { CaseloadField, Columns } from './caseload-columns.ts'
import type { Proposal } from './caseload-guess.ts'
import { bare } from './caseload-words.ts'

const fields = caseloadColumns.map(({ field }) => field) as [CaseloadField, ...CaseloadField[]]

/**
 * How the columns of one source are read, as somebody confirmed it once. It holds headings only, never a cell.
 * A field stands once at most; every required field stands once.
 */
export const columnMapSchema = z
  .object({
    /** What people call the source: 'OneTouch export', 'Liquidlogic, evening list'. */
    source: z.string().trim().min(1, 'Give the source a name.').max(80, 'At most 80 letters.'),
    /** Every column in the order of the file it was made from, those left aside included. */
    columns: z
      .array(z.object({ heading: z.string().max(200), field: z.enum(fields).nullable() }))
      .min(1)
      .max(200),
  })
  .superRefine(({ columns }, context) => {
    for (const words of troubleWith(columns))
      context.addIssue({ code: 'custom', path: ['columns'], message: words })
  })

export type ColumnMap = z.infer<typeof columnMapSchema>
type Mapped = ColumnMap['columns'][number]

/** What is wrong with a map, in words; nothing when it can be saved. */
export function troubleWith(columns: readonly Mapped[]): string[] {
  const of = (field: CaseloadField) => columns.filter((one) => one.field === field)
  const twice = fields.filter((field) => of(field).length > 1)
  const missing = caseloadColumns.filter(({ field, required }) => required && of(field).length === 0)
  return [
    ...twice.map((field) => {
      const names = of(field).map(({ heading }) => `“${heading}”`)
      return `${headingOf(field)} is ${new Intl.ListFormat('en-GB').format(names)}: choose one.`
    }),
    ...missing.map(({ heading }) => `No column is ${heading}: choose the one that is.`),
  ]
}

/** The map a proposal makes, with what somebody corrected: place of a column → field, or null to leave it aside. */
export function mapFrom(
  source: string,
  { columns }: Proposal,
  corrected: ReadonlyMap<number, CaseloadField | null> = new Map(),
): ColumnMap {
  return {
    source,
    columns: columns.map(({ place, heading, field }) => ({
      heading,
      field: corrected.has(place) ? (corrected.get(place) ?? null) : field,
    })),
  }
}

/** Each heading bare, the second of the same name as 'phone#2': exports do repeat headings. Empty ones at the end count not. */
function keys(headings: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return headings.slice(0, recogniseColumns(headings).width).map((heading) => {
    const name = bare(heading)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name}#${String(times)}`
  })
}

/**
 * What a source is known by: its headings, whatever their order, capitals, spaces and punctuation. Two files with the
 * same key are of the same source. [choice] A file's name and its separator say nothing: both change from day to day.
 */
export function sourceKey(headings: readonly string[]): string {
  return keys(headings).toSorted().join('|')
}

/** A saved map beside a file that is not quite of its source. */
export interface NearlyMatched {
  map: ColumnMap
  /** Headings the file has and the map does not know, and the other way round. */
  came: string[]
  went: string[]
}

export type Matched = { how: 'same'; map: ColumnMap } | ({ how: 'nearly' } & NearlyMatched) | { how: 'none' }

/** How much of two sets of headings must be the same for a map to be offered again, 0 … 1. [choice] */
const nearEnough = 0.7

/**
 * The saved map of a file's source. 'same': read without a question. 'nearly': a column came, went or was renamed, so the
 * map is offered with what is different, and somebody confirms it. 'none': a new source.
 */
export function matchMap(saved: readonly ColumnMap[], headings: readonly string[]): Matched {
  const file = keys(headings)
  const key = sourceKey(headings)
  const same = saved.find((map) => sourceKey(headingsOf(map)) === key)
  if (same) return { how: 'same', map: same }
  const tried = saved.map((map) => ({ map, shared: likeness(keys(headingsOf(map)), file) }))
  const best = tried.toSorted((a, b) => b.shared - a.shared)[0]
  if (!best || best.shared < nearEnough) return { how: 'none' }
  const known = keys(headingsOf(best.map))
  const named = (names: readonly string[], all: string[], others: string[]) =>
    names.filter((_, place) => !others.includes(all[place] ?? '')).map((name) => name.trim())
  return {
    how: 'nearly',
    map: best.map,
    came: named(headings.slice(0, file.length), file, known),
    went: named(headingsOf(best.map), known, file),
  }
}

function headingsOf({ columns }: ColumnMap): string[] {
  return columns.map(({ heading }) => heading)
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b])
  return all.size === 0 ? 0 : a.filter((key) => b.includes(key)).length / all.size
}

/**
 * A proposal with what the saved map says of the headings both have; the rest is as it was guessed, unless the map gives
 * that field to another column.
 */
export function withSaved(proposal: Proposal, map: ColumnMap): ColumnMap {
  const known = new Map(keys(headingsOf(map)).map((key, place) => [key, map.columns[place]?.field ?? null]))
  const file = keys(proposal.columns.map(({ heading }) => heading))
  const given = new Set(file.map((key) => known.get(key) ?? null))
  const corrected = proposal.columns.map(({ place, field }, at): [number, CaseloadField | null] => {
    const saved = known.get(file[at] ?? '')
    return [place, saved === undefined ? (given.has(field) ? null : field) : saved]
  })
  return mapFrom(map.source, proposal, new Map(corrected))
}

/** A file's columns as its source's map has them, wherever they stand in this file. */
export function columnsBy(map: ColumnMap, headings: readonly string[]): Columns {
  const file = keys(headings)
  const known = keys(headingsOf(map))
  const columns: Columns = {
    recognised: {},
    missing: [],
    unknown: [],
    repeated: [],
    width: file.length,
    headings: {},
  }
  map.columns.forEach(({ field }, at) => {
    const place = file.indexOf(known[at] ?? '')
    if (!field || place === -1) return
    columns.recognised[field] = place
    columns.headings = { ...columns.headings, [field]: (headings[place] ?? '').trim() }
  })
  const used = new Set(Object.values(columns.recognised))
  columns.unknown = headings
    .slice(0, file.length)
    .filter((_, place) => !used.has(place))
    .map((heading) => heading.trim())
  columns.missing = caseloadColumns
    .filter(({ field, required }) => required && columns.recognised[field] === undefined)
    .map(({ heading }) => heading)
  return columns
}
