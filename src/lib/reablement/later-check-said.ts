import { z } from 'zod/mini'
import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import {
  checkResults,
  checkStanding,
  checkWords,
  newCheck,
  refuseResult,
  settle,
  tryAgain,
} from './later-check.ts'
import type { CheckName, CheckResult, LaterCheck } from './later-check.ts'

/** What can be said of a later check: what was found, or that nobody answered this time. */
export const checkSaids = ['no answer', ...checkResults.map(({ result }) => result)] as const
export type CheckSaid = 'no answer' | CheckResult

/** One thing said of a check on a day. */
export interface CheckStep {
  on: LocalDate
  said: CheckSaid
}

/** Where a check stands by everything said of it, oldest first. */
export function checkBy(name: CheckName, due: LocalDate, steps: readonly CheckStep[]): LaterCheck {
  return steps.reduce(
    (check, { on, said }) => (said === 'no answer' ? tryAgain(check, on) : settle(check, said, on)),
    newCheck(name, due),
  )
}

/** Three calls in one afternoon are one try: whoever is out is out. [choice] */
const triedToday = 'It was tried today already. Try on another day: each day counts once.'

/** Why something cannot be said of a check today; null when it can. */
export function refuseSaid(check: LaterCheck, said: CheckSaid, today: LocalDate): string | null {
  if (said === 'could not reach' && check.result === null && check.tries.includes(today)) return triedToday
  if (said !== 'no answer') return refuseResult(check, said, today)
  const standing = checkStanding(check, today)
  if (standing === 'settled')
    return `The ${checkWords[check.name]} is settled. Say what was found, or take it back first.`
  if (standing === 'to come')
    return `The ${checkWords[check.name]} is due on ${sayDay(check.due, today)}. Try then.`
  return check.tries.includes(today) ? triedToday : null
}

const id = z.string().check(z.minLength(1), z.maxLength(40))
/** `after`: how many things had been said of it when the sender looked; a press that came second says nothing twice. */
export const sayLaterCheckInput = z.object({
  check: id,
  said: z.enum(checkSaids),
  after: z.int().check(z.gte(0), z.lte(1000)),
})
export const undoLaterCheckInput = z.object({ check: id, after: z.int().check(z.gte(1), z.lte(1000)) })
export type SayLaterCheckInput = z.infer<typeof sayLaterCheckInput>
export type UndoLaterCheckInput = z.infer<typeof undoLaterCheckInput>

/** One row of the list. */
export interface LaterCheckRow extends LaterCheck {
  id: string
  episode: string
  /** "Nan Mbeki" */
  person: string
  reference: string
  telephone: string | null
  /** The one flag of how they speak, read and hear with us: “Gujarati, interpreter, BSL”; '' when nothing is needed. */
  needs: string
  nextOfKin: string
  endedOn: LocalDate | null
  /** How it ended, in words. */
  ended: string
  /** As `sayCheck` says it. */
  words: string
  /** Counted for `after`. */
  said: number
}

export const checkLists = ['due', 'to come', 'settled'] as const
export type CheckList = (typeof checkLists)[number]

/** The page of later checks. */
export interface LaterChecksPage {
  list: CheckList
  today: LocalDate
  rows: LaterCheckRow[]
  /** How many there are on the list; `rows` holds as many as are shown. */
  total: number
  due: number
  /** The rate so far, as `atHomeRate` says it. */
  rate: string
}
