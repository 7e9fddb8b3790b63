import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { carryOn, checkWords, sayCheck, triesNeeded } from '../../reablement/later-check.ts'
import type { LaterCheck } from '../../reablement/later-check.ts'
import { refuseSaid, sayLaterCheckInput, undoLaterCheckInput } from '../../reablement/later-check-said.ts'
import type { SayLaterCheckInput, UndoLaterCheckInput } from '../../reablement/later-check-said.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { laterCheck, laterCheckStep } from '../storage/ending-schema.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { checkRow, personOfCheck, standOf, stepsOf, writeStand } from './later-checks.ts'
import type { CheckRow, StepRow } from './later-checks.ts'
import { tellStory } from './tell-story.ts'

/** One thing said or taken back, by whom and when. */
interface Saying {
  tx: Transaction
  at: string
  by: string
}

/**
 * Says what a later check found, or that nobody answered: the third try settles it as not reached. Whoever had died at
 * the first check is not asked after again. An earlier result is put right by saying another one.
 * @throws Problem 'bad-input' before its day, 'wrong-state' when somebody said something of it since, 'not-found', perform's.
 */
export async function sayLaterCheck(
  desk: Desk,
  who: Colleague | null,
  input: SayLaterCheckInput,
): Promise<void> {
  const { check: id, said, after } = parse(sayLaterCheckInput, input)
  return perform(desk, who, {
    act: 'say later check',
    thing: (tx) => personOfCheck(tx, id),
    work: (tx, at) => {
      const saying = { tx, at, by: signedIn(who).id }
      const row = checkRow(tx, id)
      const today = londonDate(new Date(at))
      const stand = standOf(row, unchanged(tx, row, after))
      const refused = refuseSaid(stand, said, today)
      if (refused !== null) throw new Problem('bad-input', { field: 'said', detail: refused })
      const step = newId()
      add(saying, { id: step, laterCheck: row.id, on: today, said, because: null })
      const now = writeStand(tx, row)
      tell(saying, row, sayCheckNow(now, today))
      alsoSecond(saying, row, now, step)
    },
    detail: { check: id, said },
  })
}

/**
 * Takes back the last thing said of a check: a slip. What it said of the other check goes with it; a result before it
 * stands again.
 * @throws Problem 'wrong-state', 'not-found', perform's.
 */
export async function undoLaterCheck(
  desk: Desk,
  who: Colleague | null,
  input: UndoLaterCheckInput,
): Promise<void> {
  const { check: id, after } = parse(undoLaterCheckInput, input)
  return perform(desk, who, {
    act: 'say later check',
    thing: (tx) => personOfCheck(tx, id),
    work: (tx, at) => {
      const saying = { tx, at, by: signedIn(who).id }
      const row = checkRow(tx, id)
      const last = unchanged(tx, row, after).at(-1)
      if (!last) throw new Problem('wrong-state')
      takeBack(saying, [last.id])
      const now = writeStand(tx, row)
      tell(saying, row, `${checkWords[row.name]}: taken back what was said`)
      alsoSecond(saying, row, now, null)
    },
    detail: { check: id, undone: true },
  })
}

/** What was said of it, when it is as much as the sender saw. @throws Problem 'wrong-state'. */
function unchanged(tx: Transaction, row: CheckRow, after: number): StepRow[] {
  const steps = stepsOf(tx, [row.id]).get(row.id) ?? []
  if (steps.length !== after) throw new Problem('wrong-state')
  return steps
}

function add(
  { tx, at, by }: Saying,
  step: Omit<typeof laterCheckStep.$inferInsert, 'at' | 'colleague'>,
): void {
  tx.insert(laterCheckStep)
    .values({ ...step, at, colleague: by })
    .run()
}

function takeBack({ tx, at, by }: Saying, steps: readonly string[]): void {
  tx.update(laterCheckStep)
    .set({ undoneAt: at, undoneBy: by })
    .where(inArray(laterCheckStep.id, [...steps]))
    .run()
}

/** Whoever had died at the first check needs no second call; and when that was a slip, they do again. */
function alsoSecond(saying: Saying, row: CheckRow, first: LaterCheck, step: string | null): void {
  if (row.name !== 'first') return
  const { tx, at } = saying
  const other = and(
    eq(laterCheck.episode, row.episode),
    eq(laterCheck.name, 'second'),
    isNull(laterCheck.withdrawnAt),
  )
  const second = tx.select().from(laterCheck).where(other).get()
  if (!second) return
  const steps = stepsOf(tx, [second.id]).get(second.id) ?? []
  const carried = steps.filter(({ because }) => because !== null).map(({ id }) => id)
  if (first.result !== 'died' && carried.length > 0) {
    takeBack(saying, carried)
    writeStand(tx, second)
    return
  }
  const [, after] = carryOn([first, standOf(second, steps)])
  if (step === null || after?.result !== 'died' || second.result !== null) return
  const on = londonDate(new Date(at))
  add(saying, { id: newId(), laterCheck: second.id, on, said: 'died', because: step })
  writeStand(tx, second)
}

/** 'No answer: 84-day check due today, tried 1 of 3 times' */
function sayCheckNow(now: LaterCheck, today: string): string {
  return now.result === null
    ? `${checkWords[now.name]}: no answer, tried ${String(now.tries.length)} of ${String(triesNeeded)} times`
    : sayCheck(now, today)
}

function tell({ tx, at, by }: Saying, { episode }: CheckRow, words: string): void {
  tellStory(tx, { episode, at, colleague: by, kind: 'review', on: londonDate(new Date(at)), words })
}
