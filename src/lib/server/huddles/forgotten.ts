import { eq } from 'drizzle-orm'
import { isForgotten } from '../../reablement/closing.ts'
import type { PageDamage } from '../../reablement/huddle.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import type { SealedNote } from '../../reablement/record.ts'
import { performAsService } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { huddle } from '../storage/schema.ts'
import { notReached, endHuddle } from './close-huddle.ts'
import type { ClosedHuddle } from './close-huddle.ts'
import type { HuddleRow } from './open-huddle.ts'
import { liveHuddle } from './steer.ts'
import { findHuddle } from './steering.ts'

/** Stands in the record for a line that held a key-safe code: nobody was there to take it out. */
export const lineLeftOut = '[Left out: this line said how to get in. Only OneTouch may hold that.]'

/** Instead of a whole note, where the code goes over several lines of it. */
export const noteLeftOut = '[Left out: this note said how to get in. Only OneTouch may hold that.]'

/** The huddle that was left running overnight; null when none was. */
export function forgottenHuddle({ storage, clock }: Desk): string | null {
  const row = storage
    .select({ id: huddle.id, startedAt: huddle.startedAt })
    .from(huddle)
    .where(eq(huddle.state, 'live'))
    .get()
  return row?.startedAt && isForgotten(row.startedAt, clock()) ? row.id : null
}

/**
 * Closes a huddle nobody closed, as an act of the service: everything that was written and said is kept, nobody is
 * called discussed who was not, and the next huddle opens. It asks for nothing a close by people asks for. The person
 * on the screen gets no more seconds: how long they were talked about is not known. [choice]
 * @throws Problem 'huddle-not-live'; 'wrong-state' when it is not forgotten.
 */
export async function closeForgotten(
  desk: Desk,
  id: string,
  notes: readonly SealedNote[],
  damage: PageDamage | null = null,
): Promise<ClosedHuddle> {
  return performAsService(desk, {
    act: 'close forgotten huddle',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, id).id }),
    work: (tx, at) => {
      const row = liveHuddle(tx, id)
      if (!row.startedAt || !isForgotten(row.startedAt, new Date(at))) throw new Problem('wrong-state')
      notReached(tx, row)
      const end = lastSign(row)
      return endHuddle(tx, row, at, { notes: notes.map(withoutCodes), damage, how: 'by itself', end })
    },
    detail: { notes: notes.length, ...(damage ? { pageDamage: damage } : {}) },
  })
}

/** When anybody last steered it: how long they sat there after that, nobody knows. [choice] */
function lastSign({ startedAt, stepSince, currentSince, pausedAt }: HuddleRow): string {
  return [startedAt, stepSince, currentSince, pausedAt].reduce<string>(
    (last, sign) => (sign !== null && sign > last ? sign : last),
    '',
  )
}

/** Line by line, so that all the rest of it is kept; a code over several lines takes the whole note. [law: codes never enter the record] */
function withoutCodes(note: SealedNote): SealedNote {
  if (!holdsKeySafeCode(note.text)) return note
  const lines = note.text.split('\n').map((line) => (holdsKeySafeCode(line) ? lineLeftOut : line))
  const text = lines.join('\n')
  return { ...note, text: holdsKeySafeCode(text) ? noteLeftOut : text }
}
