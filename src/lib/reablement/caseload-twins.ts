import { say } from './caseload-checks.ts'
import { caseloadColumns } from './caseload-columns.ts'
import type { CaseloadField } from './caseload-columns.ts'
import type { CaseloadFacts, CaseloadRow } from './caseload-facts.ts'
import { normalisePostcode } from './caseload-cells.ts'
import { shownName } from './person.ts'

/** Why two entries are taken for one person, the surest first. */
export type Likeness = 'NHS number' | 'reference' | 'name, date of birth and postcode'

/** One entry of a pair: a line of the file, or somebody known here. */
export interface Entry {
  facts: CaseloadFacts
  /** Its line in the file; null for somebody known here. */
  line: number | null
}

/** A field both have, or one of them; `a` and `b` as people read them. null: nothing is said. */
export interface Compared {
  field: CaseloadField
  heading: string
  a: string | null
  b: string | null
}

/** Two entries that may be one person, side by side, to merge or keep apart. Nothing is decided here. */
export interface Pair {
  /** The same whichever way round, so that an answer is known again tomorrow. */
  key: string
  likeness: Likeness
  a: Entry
  b: Entry
  same: Compared[]
  differs: Compared[]
  /** One sentence for the head of the pair. */
  words: string
}

/** What somebody decided about a pair, by its key. */
export type Decisions = ReadonlyMap<string, 'merge' | 'apart'>

/** Pairs within the file: an NHS number or a reference given twice, or the same name, birth and postcode. */
export function pairsInFile(rows: readonly CaseloadRow[], decided: Decisions = new Map()): Pair[] {
  const entries = rows.map((facts): Entry => ({ facts, line: facts.line }))
  const pairs = [...keysOf(entries).values()].flatMap(({ likeness, group }) => {
    const [first, ...others] = group
    return first ? others.map((other) => pairOf(likeness, first, other)) : []
  })
  return onceEach(pairs, decided)
}

/**
 * Pairs of a line and somebody known here by another reference. A line with a known reference is that person, whatever
 * else it says; its differences are shown elsewhere.
 */
export function pairsWithKnown(
  rows: readonly CaseloadRow[],
  known: readonly CaseloadFacts[],
  decided: Decisions = new Map(),
): Pair[] {
  const here = keysOf(known.map((facts): Entry => ({ facts, line: null })))
  const pairs = rows.flatMap((row) =>
    keysFor(row)
      .filter(({ likeness }) => likeness !== 'reference')
      .flatMap(({ key, likeness }) =>
        (here.get(key)?.group ?? [])
          .filter(({ facts }) => refOf(facts) !== refOf(row))
          .map((one) => pairOf(likeness, { facts: row, line: row.line }, one)),
      ),
  )
  return onceEach(pairs, decided)
}

interface Group {
  likeness: Likeness
  group: Entry[]
}

function keysOf(entries: readonly Entry[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const entry of entries) {
    for (const { key, likeness } of keysFor(entry.facts)) {
      const group = groups.get(key)
      if (group) group.group.push(entry)
      else groups.set(key, { likeness, group: [entry] })
    }
  }
  return groups
}

/** What an entry could be known by. Somebody without a postcode is found by nothing but numbers: names alone are not enough. */
function keysFor(facts: CaseloadFacts): { key: string; likeness: Likeness }[] {
  const { nhsNumber, forename, knownAs, surname, born, postcode } = facts
  const home = postcode === null ? null : normalisePostcode(postcode)
  const names = new Set([forename, knownAs ?? ''].map(plainly).filter((name) => name !== ''))
  return [
    ...(nhsNumber ? [{ key: `nhs ${nhsNumber}`, likeness: 'NHS number' as const }] : []),
    { key: `ref ${refOf(facts)}`, likeness: 'reference' as const },
    ...(home ? [...names] : []).map((name) => ({
      key: `name ${name} ${plainly(surname)} ${born} ${home ?? ''}`,
      likeness: 'name, date of birth and postcode' as const,
    })),
  ]
}

function refOf({ reference }: CaseloadFacts): string {
  return reference.toUpperCase()
}

/** Letters alone, without their accents: 'O’Dowd' and 'ODOWD' are one. */
function plainly(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
}

function pairOf(likeness: Likeness, a: Entry, b: Entry): Pair {
  const compared = caseloadColumns.map(({ field, heading }): Compared => {
    const [one, other] = [a.facts[field], b.facts[field]]
    return {
      field,
      heading,
      a: one === null ? null : say(field, one),
      b: other === null ? null : say(field, other),
    }
  })
  const differs = compared.filter((one) => one.a !== one.b)
  return {
    key: pairKey(a, b),
    likeness,
    a,
    b,
    same: compared.filter((one) => one.a === one.b && one.a !== null),
    differs,
    words: wordsOf(likeness, a, b, differs),
  }
}

function pairKey(a: Entry, b: Entry): string {
  const refs = [refOf(a.facts), refOf(b.facts)]
  return refs.toSorted().join('|')
}

function wordsOf(likeness: Likeness, a: Entry, b: Entry, differs: readonly Compared[]): string {
  const both = `${whoIs(a)} and ${whoIs(b)} have the same ${likeness}.`
  const start = both.charAt(0).toUpperCase() + both.slice(1)
  const numbers = differs.find(({ field, a: one, b: other }) => field === 'nhsNumber' && one && other)
  if (numbers) return `${start} Their NHS numbers differ, so they may be two people.`
  const birth = differs.some(({ field }) => field === 'born')
  return birth ? `${start} Their dates of birth differ, so one number may be wrong.` : start
}

function whoIs({ facts, line }: Entry): string {
  const name = `${shownName(facts.forename, facts.knownAs, facts.surname)} (${facts.reference})`
  return line === null ? `${name}, known here,` : `line ${String(line)}, ${name},`
}

/** The surest likeness of each pair, and none that was decided. */
function onceEach(pairs: readonly Pair[], decided: Decisions): Pair[] {
  const first = new Map<string, Pair>()
  for (const pair of pairs) {
    const lines = `${pair.key} ${[pair.a.line, pair.b.line].toSorted().join(' ')}`
    const before = first.get(lines)
    if (pair.a !== pair.b && (!before || rank(pair) < rank(before))) first.set(lines, pair)
  }
  return [...first.values()]
    .filter(({ key }) => !decided.has(key))
    .toSorted((a, b) => (a.a.line ?? 0) - (b.a.line ?? 0) || (a.b.line ?? 0) - (b.b.line ?? 0))
}

function rank({ likeness }: Pair): number {
  return ['NHS number', 'reference', 'name, date of birth and postcode'].indexOf(likeness)
}

/**
 * One person's facts out of a pair's two: those of `keep`, filled up from the other where `keep` says nothing, and the
 * other's for the fields in `fromOther`. The reference stays that of `keep`, unless it is named too.
 */
export function merged<T extends CaseloadFacts>(
  keep: T,
  other: CaseloadFacts,
  fromOther: ReadonlySet<CaseloadField> = new Set(),
): T {
  const taken = caseloadColumns
    .filter(({ field }) => other[field] !== null && (keep[field] === null || fromOther.has(field)))
    .map(({ field }) => [field, other[field]] as const)
  return { ...keep, ...Object.fromEntries(taken) }
}
