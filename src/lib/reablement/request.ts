import type { ActionState } from './action-steps.ts'
import type { ActionKind, Tier } from './catalogue.ts'
import type { LocalDate } from './dates.ts'
import { readMeasure } from './measurement.ts'
import type { Measurement } from './measurement.ts'

/** How an alarm reaches its centre. Analogue lines end in January 2027: analogue is flagged. [seed] */
export const connections = ['digital line', 'SIM', 'analogue'] as const
export type Connection = (typeof connections)[number]

/** A connection as it is said everywhere: what ends is said with it. [seed] */
export function sayConnection(connection: Connection): string {
  return connection === 'analogue' ? 'analogue line: ends January 2027' : connection
}

/** What was measured, in the unit of the catalogue's measurement; words where it has none. */
export interface Measured {
  name: string
  value: string
}

/** What is known of a request on its way. Days are local; each is null until somebody says it. */
export interface ActionFacts {
  /** The supplier's or the other service's own number for it. */
  theirReference: string | null
  /** The day of the visit, fitting or appointment, or the day it is expected. */
  bookedFor: LocalDate | null
  /** What is asked to be measured before it is ordered. */
  asks: Measurement[]
  /** Of the item, in kg; null while the catalogue does not know it. */
  safeLoad: number | null
  measures: Measured[]
  /** It is measured at a visit on that day, by them. */
  measureOn: LocalDate | null
  measureBy: { id: string; name: string } | null
  /** Collected from the store, fitted and shown by one of us. */
  byUs: boolean
  deliveredOn: LocalDate | null
  collectedOn: LocalDate | null
  /** What was lent stays with them for good: since when, and who said so. */
  stays: { on: LocalDate; by: string } | null
  connection: Connection | null
  testOn: LocalDate | null
  /** It must reach a centre: it needs its connection and a test. */
  isAlarm: boolean
  /** It is there and comes back at the end: it was neither collected nor said to stay. */
  onLoan: boolean
  /** What a correction goes back to; null: there is no step to take back. */
  before: ActionState | null
  /** Who may ask for the item; null for what is not in the catalogue. */
  tier: Tier | null
}

/** The measurements that are missing, or out of the range the catalogue has by now. */
export function stillToMeasure(asks: readonly Measurement[], measures: readonly Measured[]): Measurement[] {
  return asks.filter((ask) => {
    const found = measures.find(({ name }) => name === ask.name)
    return !found || 'ask' in readMeasure(ask, found.value)
  })
}

/** "48 cm", "5" of a count, "round" of what is said in words. */
export function sayMeasured(asks: readonly Measurement[], { name, value }: Measured): string {
  const unit = asks.find((ask) => ask.name === name)?.unit ?? null
  return unit === null || unit === 'number' ? value : `${value} ${unit}`
}

/** Whether it is installed and tested: care technology whose supply says so. [choice] */
export function isAlarm(kind: ActionKind, supply: string | null): boolean {
  return kind === 'care technology' && /\btest\b/i.test(supply ?? '')
}

/** Why somebody of that weight is not to use it; null when they may. `safeLoad` in kg, null when nobody entered it. */
export function refuseOverload(weight: number, safeLoad: number | null): string | null {
  if (safeLoad === null || weight <= safeLoad) return null
  return `It is safe up to ${String(safeLoad)} kg, and ${String(weight)} kg is more. Ask for a stronger one.`
}

/** Why it is not safe for the weight that was measured, by what the catalogue knows by now; null when it is. */
export function overloadOf(
  asks: readonly Measurement[],
  measures: readonly Measured[],
  safeLoad: number | null,
): string | null {
  const weights = measures.filter(({ name }) => asks.some((ask) => ask.unit === 'kg' && ask.name === name))
  const whys = weights.map(({ value }) => refuseOverload(Number(value), safeLoad))
  return whys.find((why) => why !== null) ?? null
}

/** What to say of the safe working load beside a weight: what is not known is to be read from the label. */
export function saySafeLoad(safeLoad: number | null): string {
  return safeLoad === null
    ? 'Read its label for the safe working load.'
    : `Its safe working load is ${String(safeLoad)} kg.`
}

/** One step of an action's story, as far as going back is concerned. */
export interface StepBetween {
  act: string | null
  from: ActionState | null
  to: ActionState
}

/**
 * Where a correction goes back to: the state the last step that still counts came from. `steps` oldest first. A
 * correction takes back one step, and the next the step before it.
 */
export function beforeLast(steps: readonly StepBetween[]): ActionState | null {
  const came: ActionState[] = []
  for (const { act, from, to } of steps) {
    if (from === null || from === to) continue
    if (act === 'correct') came.pop()
    else came.push(from)
  }
  return came.at(-1) ?? null
}
