import { and, eq, ne } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { AttendanceMode, Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { attendance, colleague } from '../storage/schema.ts'
import { sayHereInput } from './inputs.ts'
import type { SayHereInput } from './inputs.ts'
import { liveHuddle } from './steer.ts'
import { findHuddle, readSteering } from './steering.ts'

/**
 * Says of a colleague that they are in the room or remote, or have left again; everybody for themselves, and anybody for
 * others. Who has left was there, as they said. Null takes the last word back: who had left is there still; else whoever
 * is connected, or was, stays as somebody who has not said, and anybody else was not there after all.
 * @throws Problem 'not-found' for no colleague, 'wrong-state' when somebody who was not there should have left,
 * 'huddle-not-live', perform's.
 */
export async function sayHere(
  desk: Desk,
  who: Colleague | null,
  input: SayHereInput,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(sayHereInput, input)
  return perform(desk, who, {
    act: 'attend huddle',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx, at) => {
      const { id } = liveHuddle(tx, asked.huddle)
      refuseNobody(tx, asked.colleague)
      if (asked.mode === null) takeBack(tx, id, asked.colleague, here)
      else if (asked.mode === 'left') leave(tx, id, asked.colleague, at)
      else say(tx, id, asked.colleague, { mode: asked.mode, saidAt: at, saidBy: signedIn(who).id })
      return readSteering(tx, id, here)
    },
    detail: { colleague: asked.colleague, mode: asked.mode },
  })
}

function refuseNobody(tx: Transaction, id: string): void {
  const works = and(eq(colleague.id, id), eq(colleague.active, true), ne(colleague.role, 'screen'))
  if (!tx.select({ id: colleague.id }).from(colleague).where(works).get()) {
    throw new Problem('not-found', { field: 'colleague' })
  }
}

function say(
  tx: Transaction,
  huddle: string,
  id: string,
  said: { mode: AttendanceMode; saidAt: string; saidBy: string },
): void {
  const before = tx.select().from(attendance).where(rowIs(huddle, id)).get()
  // The first word stays: whoever is only here by it can be told from whoever was connected, who has none (attend.ts).
  const saidAt = before ? before.saidAt : said.saidAt
  tx.insert(attendance)
    .values({ huddle, colleague: id, firstSeenAt: said.saidAt, ...said })
    .onConflictDoUpdate({
      target: [attendance.huddle, attendance.colleague],
      set: { ...said, saidAt, leftAt: null },
    })
    .run()
}

/** Said again, the first time of leaving stays. */
function leave(tx: Transaction, huddle: string, id: string, at: string): void {
  const row = tx.select().from(attendance).where(rowIs(huddle, id)).get()
  if (!row) throw new Problem('wrong-state', { field: 'colleague', detail: 'They have not been here.' })
  if (row.leftAt === null) tx.update(attendance).set({ leftAt: at }).where(rowIs(huddle, id)).run()
}

function takeBack(tx: Transaction, huddle: string, id: string, here: readonly string[]): void {
  const row = tx.select().from(attendance).where(rowIs(huddle, id)).get()
  if (!row) return
  if (row.leftAt !== null) {
    tx.update(attendance).set({ leftAt: null }).where(rowIs(huddle, id)).run()
    return
  }
  const onlyByWord = row.saidAt === row.firstSeenAt
  if (onlyByWord && !here.includes(id)) tx.delete(attendance).where(rowIs(huddle, id)).run()
  else tx.update(attendance).set({ mode: null, saidAt: null, saidBy: null }).where(rowIs(huddle, id)).run()
}

function rowIs(huddle: string, id: string) {
  return and(eq(attendance.huddle, huddle), eq(attendance.colleague, id))
}
