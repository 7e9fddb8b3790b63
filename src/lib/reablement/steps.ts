import type { HuddleStep, Steering } from './huddle.ts'
import { secondsSince, standing } from './meeting-time.ts'

/** A huddle’s steps as people read them. */
export const stepShown: Record<HuddleStep, string> = {
  here: 'Who is here',
  promises: 'Yesterday’s promises',
  silence: 'Silent minute',
  people: 'The people',
  'read-back': 'Read back',
}

/** How long the silent minute lasts, and how much one press adds, in seconds. [seed]; what is added is a [choice] */
export const silence = { lasts: 60, more: 30 }

/** Suggested seconds of the steps without a person; `promise` is for one action, `promises` the most for all. [choice] */
export const suggestedStep = { here: 60, promise: 15, promises: 120, silence: silence.lasts, 'read-back': 60 }

/** What the clock of a step says half as much again over its time. */
export const stepOver = 'time to go on'

/** Where a huddle is: its step, and in the step of the people whose turn it is. */
export interface Place {
  step: HuddleStep
  /** Nobody’s turn in any other step. */
  current: string | null
}

/** Somebody’s turn, or with nobody left the read-back. */
export function placeOf(current: string | null): Place {
  return { step: current === null ? 'read-back' : 'people', current }
}

/** The step a huddle is at; null while it does not run. One begun before steps were kept is at its people or the read-back. */
export function stepOf({
  state,
  step,
  current,
}: {
  state: Steering['state']
  step: HuddleStep | null
  current: string | null
}): HuddleStep | null {
  return state === 'live' ? (step ?? placeOf(current).step) : null
}

/**
 * Where → leads: who is here → yesterday’s promises (passed over when `promises`, the number of them, is nought) → the
 * silent minute → the people, `next` first → the read-back.
 */
export function placeAfter(
  { step, current }: Place,
  { promises, next }: { promises: number; next: string | null },
): Place {
  switch (step) {
    case 'here':
      return { step: promises > 0 ? 'promises' : 'silence', current: null }
    case 'promises':
      return { step: 'silence', current: null }
    case 'silence':
    case 'people':
      return placeOf(next)
    case 'read-back':
      return { step, current }
  }
}

/** Where ← leads; `before` is who stood before, the same person again when nobody did. Nothing stands before who is here. */
export function placeBefore(
  { step, current }: Place,
  { promises, before }: { promises: number; before: string | null },
): Place {
  switch (step) {
    case 'here':
    case 'promises':
      return { step: 'here', current: null }
    case 'silence':
      return { step: promises > 0 ? 'promises' : 'here', current: null }
    case 'people':
    case 'read-back':
      return before === null || before === current
        ? { step: 'silence', current: null }
        : { step: 'people', current: before }
  }
}

/** An instant a clock counts from or to, after a pause that began at `pausedAt` and ends `at`: moved on by it. ISO UTC. */
export function movedOn(instant: string | null, pausedAt: string | null, at: string): string | null {
  if (instant === null || pausedAt === null) return instant
  const lasted = Math.max(0, Date.parse(at) - Date.parse(pausedAt))
  return new Date(Date.parse(instant) + lasted).toISOString()
}

/** Whole seconds of the silent minute that are left by the server’s clock (`now`, milliseconds); 0 when it is over. A pause stops it. */
export function silenceLeft(
  { silenceUntil, pausedAt }: Pick<Steering, 'silenceUntil' | 'pausedAt'>,
  now: number,
): number {
  if (silenceUntil === null) return 0
  return Math.max(0, Math.ceil((Date.parse(silenceUntil) - standing({ pausedAt }, now)) / 1000))
}

/** What the clock of a step without a person counts from (ISO UTC) and to; null at the people, and before the start. */
export function stepClock({
  step,
  stepSince,
  silenceUntil,
}: Pick<Steering, 'step' | 'stepSince' | 'silenceUntil'>): { from: string; suggestedSeconds: number } | null {
  if (step === null || step === 'people' || stepSince === null) return null
  const lengthened =
    step === 'silence' && silenceUntil ? secondsSince(stepSince, Date.parse(silenceUntil)) : 0
  return { from: stepSince, suggestedSeconds: Math.max(suggestedStep[step], lengthened) }
}

function suggestedFor(step: HuddleStep, promises: number): number {
  switch (step) {
    case 'promises':
      return Math.min(suggestedStep.promises, promises * suggestedStep.promise)
    case 'people':
      return 0
    case 'here':
    case 'silence':
    case 'read-back':
      return suggestedStep[step]
  }
}

const order: readonly HuddleStep[] = ['here', 'promises', 'silence', 'people', 'read-back']

/** Seconds all steps but the people should take, with so many promises to answer. */
export function stepsSeconds(promises: number): number {
  return order.reduce((sum, step) => sum + suggestedFor(step, promises), 0)
}

/** Since when a step without a person runs (ISO UTC), and how many seconds it should take; null at the people, and before the start. */
export function stepTime({
  step,
  stepSince,
  promises,
}: Pick<Steering, 'step' | 'stepSince' | 'promises'>): { from: string; seconds: number } | null {
  if (step === null || step === 'people' || stepSince === null) return null
  return { from: stepSince, seconds: suggestedFor(step, promises.length) }
}

/** Seconds the steps but the people take that come after this one; before the start, all of them. */
export function stepsToCome({ step, promises }: Pick<Steering, 'step' | 'promises'>): number {
  const next = step === null ? 0 : order.indexOf(step) + 1
  return order.slice(next).reduce((sum, one) => sum + suggestedFor(one, promises.length), 0)
}

/** Seconds the steps but the people still take at `now` (milliseconds): what is left of this one, and those to come. */
export function stepsLeft(
  steering: Pick<Steering, 'step' | 'stepSince' | 'pausedAt' | 'promises'>,
  now: number,
): number {
  const mine = stepTime(steering)
  const spent = mine ? secondsSince(mine.from, standing(steering, now)) : 0
  return stepsToCome(steering) + Math.max(0, (mine?.seconds ?? 0) - spent)
}
