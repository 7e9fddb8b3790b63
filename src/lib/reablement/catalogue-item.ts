import { z } from 'zod/mini'
import { bands, tiers } from './catalogue.ts'
import type { Band, CatalogueItem, Tier } from './catalogue.ts'
import { holdsKeySafeCode } from './key-safe.ts'
import { measureUnits, readMeasurements, writeMeasurements } from './measurement.ts'
import type { Measurement } from './measurement.ts'
import { Problem } from './problem.ts'
import { teamCode } from './team.ts'

/** What can stand in the catalogue: everything but a plain task. */
export const itemKinds = ['equipment', 'adaptation', 'care technology', 'referral'] as const
export type ItemKind = (typeof itemKinds)[number]

/** A catalogue item with everything an administrator can edit. */
export interface WholeItem extends Omit<CatalogueItem, 'kind' | 'asks'> {
  kind: ItemKind
  group: string
  /** In their order. */
  measurements: Measurement[]
  /** Whether the weight of whoever uses it is held against the safe working load. */
  checkWeight: boolean
  /** Kilograms; null: not known here, the label says it. */
  safeLoad: number | null
  tier: Tier
  /** Who usually asks for it, in words. */
  prescriber: string
  /** How it gets there, in words. */
  supply: string
  /** It comes back at the end. */
  returnable: boolean
  /** Code of what must come before it; null: nothing. */
  first: string | null
  notes: string
  retired: boolean
}

const text = (longest: number) =>
  z.string().check(z.trim(), z.maxLength(longest, `Say it in ${String(longest)} letters.`))
const without = (signs: RegExp, words: string) => z.refine<string>((said) => !signs.test(said), words)
const noCode = z.refine<string>(
  (said) => !holdsKeySafeCode(said),
  'That looks like a key-safe code. Codes never go into Perch: record it in OneTouch.',
)
const measureRange = z
  .object({
    least: z.number('Give the least as a number.').check(z.gte(0, 'Nothing measures less than 0.')),
    most: z.number('Give the most as a number.'),
  })
  .check(
    z.refine(({ least, most }) => least < most, {
      error: 'The most is more than the least.',
      path: ['most'],
    }),
  )

const measurement = z
  .object({
    name: text(80).check(
      z.minLength(1, 'Say what is measured.'),
      without(/[;:()[\]]/, 'Leave ; : ( ) [ ] out of the name.'),
    ),
    hint: text(120).check(without(/[;[\]]/, 'Leave ; [ ] out of the hint.')),
    unit: z.nullable(z.enum(measureUnits)),
    range: z.nullable(measureRange),
  })
  .check(
    z.refine(({ unit, range }) => (unit === null) === (range === null), {
      error: 'A unit needs its sensible range, and a range its unit.',
      path: ['unit'],
    }),
  )

/** What a form or a row of a file says of an item; `retired` is not among it: retiring is an act of its own. */
export const itemInput = z.object({
  code: text(20).check(
    z.regex(/^[A-Z0-9][A-Z0-9-]*$/, 'A code is capital letters, digits and hyphens: “SEA-PST”.'),
  ),
  name: text(120).check(z.minLength(1, 'Give it a name.')),
  kind: z.enum(itemKinds, 'Choose what kind of thing it is.'),
  group: text(60).check(z.minLength(1, 'Give its group: “seating”.')),
  aliases: z
    .array(text(60).check(z.minLength(1), without(/\|/, 'Leave | out of a name.')))
    .check(z.maxLength(30, 'Thirty other names are enough.')),
  measurements: z.array(measurement).check(
    z.maxLength(12, 'Twelve measurements are enough.'),
    z.refine(
      (all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length,
      'Two measurements have the same name.',
    ),
  ),
  checkWeight: z.boolean(),
  safeLoad: z.nullable(
    z
      .int('Give the safe working load in whole kilograms.')
      .check(
        z.gte(10, 'A safe working load is 10 kg or more.'),
        z.lte(1000, 'A safe working load is 1,000 kg or less.'),
      ),
  ),
  tier: z.enum(tiers, 'Choose who may ask for it.'),
  prescriber: text(120),
  supply: text(120),
  returnable: z.boolean(),
  band: z.enum(bands, 'Choose how soon it comes.'),
  team: teamCode.check(z.minLength(2, 'Choose whose it is.')),
  first: z.nullable(text(20)),
  notes: text(500).check(noCode),
})
export type ItemInput = z.infer<typeof itemInput>

/** A fault of one field: 'name', or 'measurements.0.range.least'. */
export interface Fault {
  field: string
  words: string
}

/** A refusal that names every field at fault, for a form that keeps what was typed. */
export class Faulty extends Problem {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    const [first] = faults
    super('bad-input', first ? { field: first.field, detail: first.words } : {})
    this.name = 'Faulty'
    this.faults = faults
  }
}

/** Reads what was given; the faults name every field at fault, the first of each. */
export function readItemInput(given: unknown): { item: ItemInput } | { faults: Fault[] } {
  const read = itemInput.safeParse(given)
  if (read.success) return { item: read.data }
  const faults = new Map<string, string>()
  for (const { path, message } of read.error.issues) {
    const field = path.join('.')
    const words = message.startsWith('Invalid') ? 'Check what stands here.' : message
    if (!faults.has(field)) faults.set(field, words)
  }
  return { faults: [...faults].map(([field, words]) => ({ field, words })) }
}

type Known = Pick<WholeItem, 'code' | 'name' | 'first'>

/**
 * What is wrong with an item beside the others: a team nobody knows, something before it that is not there, is itself,
 * or waits for it in turn. `others`: everything in the catalogue, with or without the item itself.
 */
export function faultsAround(
  item: Pick<ItemInput, 'code' | 'team' | 'first'>,
  { others, teams }: { others: readonly Known[]; teams: readonly string[] },
): Fault[] {
  const faults: Fault[] = []
  if (!teams.includes(item.team)) faults.push({ field: 'team', words: 'There is no such team here.' })
  if (item.first === null) return faults
  const byCode = new Map(others.map((one) => [one.code, one]))
  const first = byCode.get(item.first)
  if (item.first === item.code) faults.push({ field: 'first', words: 'It cannot come before itself.' })
  else if (!first) faults.push({ field: 'first', words: `The catalogue has no ${item.first}.` })
  else {
    const behind = chainOf(first, byCode)
    if (behind.includes(item.code))
      faults.push({
        field: 'first',
        words: `${first.name} waits for this one already: they would wait for each other.`,
      })
  }
  return faults
}

function chainOf(from: Known, byCode: ReadonlyMap<string, Known>): string[] {
  const seen: string[] = []
  for (
    let at: Known | undefined = from;
    at?.first != null && !seen.includes(at.first);
    at = byCode.get(at.first)
  )
    seen.push(at.first)
  return seen
}

/** A measurement's text in one way of writing, to compare two. */
export function sameWay(measurements: readonly Measurement[]): string {
  return writeMeasurements(readMeasurements(writeMeasurements(measurements)))
}

/** How soon, in words. */
export const bandWords: Record<Band, string> = {
  SD: 'the same day',
  ND: 'the next working day',
  WD3: 'in 3 working days',
  WD5: 'in 5 working days',
  WD7: 'in 7 working days',
  INST: 'by fitting appointment',
  NS: 'not in stock: the supplier quotes',
}

/** Who may ask, in words. */
export const tierWords: Record<Tier, string> = {
  P0: 'anyone',
  P1: 'trusted assessor, OT, physio or nurse',
  P2: 'OT or physio',
  P3: 'OT, with a senior’s sign-off',
  CT: 'care technology',
}

/** As a heading has it, of one thing. */
export const itemKindWords: Record<ItemKind, string> = {
  equipment: 'Equipment',
  adaptation: 'Minor adaptation',
  'care technology': 'Care technology',
  referral: 'Referral',
}

/** What every field is called, in the order in which it is read. */
export const fieldWords = {
  name: 'Name',
  kind: 'Kind',
  group: 'Group',
  aliases: 'Other names',
  measurements: 'Measurements',
  checkWeight: 'Weight is checked',
  safeLoad: 'Safe working load',
  tier: 'Who may ask',
  prescriber: 'Who usually asks',
  supply: 'How it gets there',
  returnable: 'Comes back at the end',
  band: 'How soon',
  team: 'Whose it is',
  first: 'What comes first',
  notes: 'Notes',
  retired: 'Retired',
} as const satisfies Record<Exclude<keyof WholeItem, 'code'>, string>
export type ItemField = keyof typeof fieldWords

/** One field as people read it; '' when there is nothing. */
export function sayField(item: WholeItem, field: ItemField): string {
  switch (field) {
    case 'aliases':
      return item.aliases.join(', ')
    case 'measurements':
      return sameWay(item.measurements)
    case 'safeLoad':
      return item.safeLoad === null ? '' : `${String(item.safeLoad)} kg`
    case 'checkWeight':
    case 'returnable':
    case 'retired':
      return item[field] ? 'yes' : 'no'
    case 'kind':
      return itemKindWords[item.kind].toLowerCase()
    case 'tier':
      return tierWords[item.tier]
    case 'band':
      return bandWords[item.band]
    case 'name':
    case 'group':
    case 'prescriber':
    case 'supply':
    case 'team':
    case 'first':
    case 'notes':
      return item[field] ?? ''
  }
}

/** One field that differs, in words. */
export interface FieldChange {
  field: string
  heading: string
  was: string
  now: string
}

/** What differs between two states of an item, field by field; before it was there everything that says something does. */
export function changesOf(before: WholeItem | null, after: WholeItem | null): FieldChange[] {
  const fields = Object.keys(fieldWords) as ItemField[]
  return fields
    .map((field) => ({
      ...{ field, heading: fieldWords[field] },
      ...{ was: before ? sayField(before, field) : '', now: after ? sayField(after, field) : '' },
    }))
    .filter(({ was, now }) => was !== now)
}
