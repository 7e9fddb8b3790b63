import type { ActionState } from '../../reablement/action.ts'
import type { StepFacts } from '../../reablement/record-kept.ts'
import { measurementsOf } from '../../reablement/measurement.ts'
import type { Measurement } from '../../reablement/measurement.ts'
import { isAlarm, sayMeasured } from '../../reablement/request.ts'
import type { Measured } from '../../reablement/request.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { action } from '../storage/schema.ts'
import type { InventedAction } from './agreed.ts'
import { between, chance, pick } from './chance.ts'
import type { CatalogueEntry } from './invent.ts'

/** One step of an invented action, taken by whoever accepted it. `at` in milliseconds. */
export interface WayStep {
  act: string
  from: ActionState | null
  to: ActionState
  at: number
  note: string | null
  facts: StepFacts
}

/** How far an invented action has come, and what is known of it there. */
export interface Way {
  steps: WayStep[]
  facts: Partial<typeof action.$inferInsert>
  measures: Measured[]
}

interface Leg {
  act: string
  to: ActionState
  facts?: StepFacts
  row?: Way['facts']
}

/** Agreed, accepted, and from there as far as it came by `latest` (milliseconds): requests the whole way, one by one. */
export function wayOf(one: InventedAction, entry: CatalogueEntry | undefined, latest: number): Way {
  const measures = entry === undefined ? [] : measured(one, measurementsOf(entry))
  const legs = one.acceptedAt === null ? [] : legsOf(one, entry, measures)
  const passed = one.end === 'done' ? legs : one.end === null ? legs.slice(0, comeBy(one, legs)) : []
  const [from, until] = [one.acceptedAt ?? one.agreedAt, one.endedAt ?? latest]
  const steps: WayStep[] = []
  const put = (act: string, to: ActionState, at: number, note: string | null, facts: StepFacts = {}) => {
    steps.push({ act, from: steps.at(-1)?.to ?? null, to, at, note, facts })
  }
  put('agree', 'agreed', one.agreedAt, null)
  if (one.acceptedAt !== null) put('accept', 'accepted', one.acceptedAt, null)
  const facts: Way['facts'] = {}
  for (const [place, leg] of passed.entries()) {
    const at = Math.round(from + ((until - from) * (place + 1)) / (passed.length + 1))
    const there = leg.act === 'deliver' ? { on: londonDate(new Date(at)) } : {}
    put(leg.act, leg.to, at, null, { ...leg.facts, ...there })
    Object.assign(facts, leg.row, leg.act === 'deliver' ? { deliveredOn: there.on } : {})
  }
  if (one.end !== null && one.endedAt !== null)
    put(one.end === 'done' ? 'finish' : 'decline', one.end, one.endedAt, one.note)
  return { steps, facts, measures: passed.some(({ act }) => act === 'measure') ? measures : [] }
}

function legsOf(
  one: InventedAction,
  entry: CatalogueEntry | undefined,
  measures: readonly Measured[],
): Leg[] {
  if (entry === undefined) return []
  if (entry.kind === 'referral')
    return [{ act: 'book', to: 'booked', facts: { on: one.due }, row: { bookedFor: one.due } }]
  const asks = measurementsOf(entry)
  const said = Object.fromEntries(measures.map((each) => [each.name, sayMeasured(asks, each)]))
  const before: ActionState = asks.length > 0 ? 'measured' : 'accepted'
  return [
    ...(asks.length > 0 ? [{ act: 'measure', to: before, facts: { measures: said } }] : []),
    ...(entry.kind === 'equipment' ? [ordered(one)] : [booked(one, entry, before)]),
    { act: 'deliver', to: 'delivered' },
    { act: 'show', to: 'shown', facts: { by: one.acceptedBy.name } },
  ]
}

function ordered({ key, due }: InventedAction): Leg {
  const reference = `CE-${String(between(20_400, 29_900, 'order', key))}`
  return { act: 'order', to: 'ordered', facts: { reference, on: due }, row: { reference, bookedFor: due } }
}

function booked({ key, due }: InventedAction, { kind, supply }: CatalogueEntry, to: ActionState): Leg {
  const drawn = pick(['digital line', 'digital line', 'SIM', 'analogue'] as const, 'connection', key)
  const alarm = isAlarm(kind, supply) ? { connection: drawn, testOn: due } : {}
  return { act: 'book', to, facts: { on: due, ...alarm }, row: { bookedFor: due, ...alarm } }
}

/** How many legs an open one has behind it: most wait to be measured, ordered or fitted; a few are there. */
function comeBy({ key, turn = 0 }: InventedAction, legs: readonly Leg[]): number {
  const there = legs.findIndex(({ act }) => act === 'deliver')
  if (there < 0) return chance('booked', key) < 0.5 ? legs.length : 0
  const [none, some] = [0, Math.min(1, there)]
  const few = [there, none, there, some, there, none, there, some, there]
  const come = [there + 1, there + 2, some, ...few, ...few]
  return Math.min(come[turn % come.length] ?? 0, legs.length)
}

function measured(one: InventedAction, asks: readonly Measurement[]): Measured[] {
  return asks.map((ask) => ({ name: ask.name, value: valueOf(one, ask) }))
}

const inWords: [RegExp, readonly string[]][] = [
  [/wall/, ['brick, plastered', 'plasterboard on studs', 'tiled brick']],
  [/bowl/, ['round', 'oval']],
  [/position/, ['left of the bath, by the taps', 'right of the toilet', 'inside the front door']],
  [/floor/, ['level vinyl', 'carpet, level']],
  [/bed/, ['single divan', 'double, wooden frame']],
  [/side|hand/, ['right', 'left']],
  [/permission/, ['given by the owner', 'council tenancy, given']],
]

/** A seat is as high as the detail says; a person weighs the same whatever is asked for. */
function valueOf({ key, ask, person }: InventedAction, { name, unit, range }: Measurement): string {
  const words = inWords.find(([about]) => about.test(name))?.[1] ?? ['as seen at the visit']
  if (unit === null || range === null) return pick(words, name, key)
  if (unit === 'kg') return String(between(48, 104, 'weight', person.reference))
  const said = /seat height (\d+) cm/.exec(ask.details?.length ? pick(ask.details, 'detail', key) : '')?.[1]
  if (name === 'seat height' && said) return said
  const third = (range.most - range.least) / 3
  return String(between(Math.ceil(range.least + third), Math.floor(range.most - third), name, key))
}
