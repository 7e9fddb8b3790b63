import { caseloadColumns, headingOf, recogniseColumns } from './caseload-columns.ts'
import type { CaseloadField } from './caseload-columns.ts'
import { canBe, contentOf, mostlyPast, sampleOf } from './caseload-content.ts'
import type { Content } from './caseload-content.ts'
import { widerHeadings } from './caseload-headings.ts'
import { bare } from './caseload-words.ts'
import type { LocalDate } from './dates.ts'

/** How sure a guess is: 'sure' needs no look, 'likely' a glance, 'guess' an answer. */
export type Sureness = 'sure' | 'likely' | 'guess'

/** What one column of a file is taken for. */
export interface ColumnGuess {
  /** Counted from 0. */
  place: number
  heading: string
  /** null: left aside. */
  field: CaseloadField | null
  sure: Sureness
  /** What told it; 'nothing': it is left aside because nothing is known of it. */
  by: 'heading' | 'cells' | 'nothing'
  /** Why, in words for whoever corrects it. */
  why: string
  /** A few of its cells are shown beside it, so that nobody maps by the heading alone. */
  examples: string[]
}

/** Two columns that seem to be one field; the first of `places` is taken until somebody chooses. */
export interface Clash {
  field: CaseloadField
  places: number[]
  words: string
}

/** What a file's columns are taken for, to be looked over once. */
export interface Proposal {
  columns: ColumnGuess[]
  clashes: Clash[]
  /** Fields that must be there and that no column is taken for. */
  missing: CaseloadField[]
  /** Headings of columns that are left aside. */
  unmapped: string[]
  /** Whether the file can be read without anybody looking: all sure, nothing missing, no clash. */
  certain: boolean
}

type Found = Pick<ColumnGuess, 'field' | 'sure' | 'by' | 'why'>
type Named = Pick<ColumnGuess, 'field' | 'sure'>

const wider = new Map(
  caseloadColumns.flatMap(({ field }) =>
    widerHeadings[field].split(', ').map((name): [string, CaseloadField] => [bare(name), field]),
  ),
)

/** Words that say whose column it is, not what: 'Service user DOB', 'Client surname (current)'. */
const whose =
  /\((?:[^()]*)\)|\b(?:service[\s_-]*users?|clients?|su|persons?|people|customers?|patients?|citizens?|current|the|s)\b/gi

function byHeading(heading: string): Named | null {
  const exact = recognised(heading)
  if (exact) return { field: exact, sure: 'sure' }
  const likely = wider.get(bare(heading))
  if (likely) return { field: likely, sure: 'likely' }
  const rest = heading.replace(/[_’'.]/g, ' ').replace(whose, ' ')
  const stripped = bare(rest) === bare(heading) ? undefined : (recognised(rest) ?? wider.get(bare(rest)))
  return stripped ? { field: stripped, sure: 'likely' } : null
}

function recognised(heading: string): CaseloadField | undefined {
  return Object.keys(recogniseColumns([heading]).recognised)[0] as CaseloadField | undefined
}

/** What content alone is taken for. Days may be the start or the planned end: by whether most have passed. */
function byContent(content: Content, cells: readonly string[], today: LocalDate): Named {
  const fields: Record<Exclude<Content, 'days'>, Named> = {
    'NHS numbers': { field: 'nhsNumber', sure: 'likely' },
    postcodes: { field: 'postcode', sure: 'likely' },
    births: { field: 'born', sure: 'likely' },
    kinds: { field: 'kind', sure: 'likely' },
    'telephone numbers': { field: 'telephone', sure: 'guess' },
    sexes: { field: 'sex', sure: 'guess' },
  }
  if (content !== 'days') return fields[content]
  return { field: mostlyPast(cells, today) ? 'start' : 'plannedEnd', sure: 'guess' }
}

/** Cells that say by themselves what they are: they make a likely heading sure. Days and telephones are of many kinds. */
const tellingOf: Partial<Record<Content, CaseloadField>> = {
  'NHS numbers': 'nhsNumber',
  postcodes: 'postcode',
  births: 'born',
  kinds: 'kind',
}

function found(heading: string, cells: readonly string[], today: LocalDate): Found {
  const content = contentOf(cells, today)
  const named = byHeading(heading)
  if (!named?.field) {
    if (!content)
      return { field: null, sure: 'guess', by: 'nothing', why: 'Nothing is known of a column like it.' }
    return { ...byContent(content, cells, today), by: 'cells', why: `Its cells look like ${content}.` }
  }
  const { field } = named
  const said = `Its heading says ${headingOf(field)}`
  if (!canBe(field, cells, today)) {
    const look = content ? `look like ${content}` : 'do not look like it'
    return { field, sure: 'guess', by: 'heading', why: `${said}, but its cells ${look}.` }
  }
  if (content && tellingOf[content] === field)
    return { field, sure: 'sure', by: 'heading', why: `${said}, and its cells are ${content}.` }
  return { ...named, by: 'heading', why: `${said}.` }
}

/** The lower the better: sure before likely, and what a heading says before what only the cells look like. */
function strength({ sure, by }: Found): number {
  return { sure: 0, likely: 2, guess: 4 }[sure] + (by === 'heading' ? 0 : 1)
}

/**
 * Guesses from headings and content what each column is; a person corrects it once, and the map is saved. `rows` are
 * the cells under the headings. `today` tells births from starts.
 */
export function guessColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  today: LocalDate,
): Proposal {
  const { width } = recogniseColumns(headings)
  const seen = headings.slice(0, width).map((heading, place): ColumnGuess => {
    const cells = sampleOf(rows.map((row) => row[place] ?? ''))
    const examples = [...new Set(cells)].slice(0, 3)
    return { place, heading: heading.trim(), examples, ...found(heading, cells, today) }
  })
  const groups = Map.groupBy(
    seen.filter(({ field }) => field !== null),
    ({ field }) => field,
  )
  const taken = new Map([...groups].map(([field, group]) => [field, inOrder(group)]))
  const columns = seen.map((one) => {
    const first = taken.get(one.field)?.[0]
    return !first || first === one ? one : { ...one, field: null, why: setAside(one, first) }
  })
  const clashes = [...taken.values()].flatMap(clashOf)
  const missing = caseloadColumns
    .filter(({ field, required }) => required && !taken.has(field))
    .map(({ field }) => field)
  const unmapped = columns.filter(({ field }) => field === null).map(({ heading }) => heading)
  const sure = columns.every((one) => one.field === null || one.sure === 'sure')
  return {
    columns,
    clashes,
    missing,
    unmapped,
    certain: sure && missing.length === 0 && clashes.length === 0,
  }
}

/** Best first; between equals, one with cells, then the one further left. */
function inOrder(group: ColumnGuess[]): ColumnGuess[] {
  const empty = ({ examples }: ColumnGuess) => (examples.length === 0 ? 1 : 0)
  return group.toSorted((a, b) => strength(a) - strength(b) || empty(a) - empty(b) || a.place - b.place)
}

function setAside({ why }: ColumnGuess, first: ColumnGuess): string {
  return `${why} “${first.heading}” is taken for that.`
}

/** A column that only looks like what another one's heading says is no clash: a second telephone, a review day. */
function clashOf(group: ColumnGuess[]): Clash[] {
  const [first, ...others] = group
  if (!first?.field) return []
  const rivals = others.filter((one) => one.by === 'heading' || strength(one) === strength(first))
  if (rivals.length === 0) return []
  const names = [first, ...rivals].map(
    ({ heading, place }) => `“${heading || `column ${String(place + 1)}`}”`,
  )
  const listed = new Intl.ListFormat('en-GB').format(names)
  return [
    {
      field: first.field,
      places: [first, ...rivals].map(({ place }) => place),
      words: `${listed} ${rivals.length === 1 ? 'both' : 'all'} seem to be ${headingOf(first.field)}. Choose one.`,
    },
  ]
}
