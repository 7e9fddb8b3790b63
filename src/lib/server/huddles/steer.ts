import { and, eq, isNull, sql } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { AgendaItem, PersonOutcome, Steering } from '../../reablement/huddle.ts'
import { clockInstant } from '../../reablement/meeting-time.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, colleague, huddle } from '../storage/schema.ts'
import { storedAgenda } from './agenda.ts'
import type { HuddleRow } from './open-huddle.ts'
import { findHuddle, readSteering } from './steering.ts'

/** Where a steering act leads: whose turn next (null: read-back), or undefined when nothing is to change. `at`: now. */
type Lead = (tx: Transaction, row: HuddleRow, agenda: AgendaItem[], at: string) => string | null | undefined

/**
 * One steering act of the chair on a live huddle. `from` (undefined: whoever it is) is whose turn the sender saw: when
 * it is somebody else's by now, nothing changes and the answer shows whose. `did` names in the audit what moves nobody.
 * @throws Problem 'huddle-not-live', 'not-chair', perform's.
 */
export async function steer(
  desk: Desk,
  who: Colleague | null,
  asked: { huddle: string; from?: string | null; here: readonly string[]; did?: string },
  lead: Lead,
): Promise<Steering> {
  const detail: Record<string, string | null> = {}
  return perform(desk, who, {
    act: 'steer huddle',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx, at) => {
      const row = liveHuddle(tx, asked.huddle)
      refuseOthers(tx, row, signedIn(who))
      const sameTurn = asked.from === undefined || asked.from === row.current
      const to = sameTurn ? lead(tx, row, storedAgenda(tx, row.id), at) : undefined
      if (to !== undefined) turnTo(tx, row, to, at)
      if (asked.did) Object.assign(detail, { did: asked.did })
      else Object.assign(detail, { from: row.current, to: to === undefined ? row.current : to })
      return readSteering(tx, row.id, asked.here)
    },
    detail,
  })
}

/** @throws Problem 'not-found', or 'huddle-not-live' when it is not running. */
export function liveHuddle(tx: Transaction, id: string): HuddleRow {
  const row = findHuddle(tx, id)
  if (row.state !== 'live') throw new Problem('huddle-not-live')
  return row
}

/** One chair: anybody else takes the chair first, which everybody sees. A huddle without one is anybody's. */
function refuseOthers(tx: Transaction, { chair }: HuddleRow, who: Colleague): void {
  if (chair === null || chair === who.id) return
  const row = tx.select({ name: colleague.name }).from(colleague).where(eq(colleague.id, chair)).get()
  throw new Problem('not-chair', row ? { detail: `${shortName(row.name)} chairs.` } : {})
}

/** In a pause the clocks stand: the turn begins where they do, and goes on when they do. */
function turnTo(tx: Transaction, row: HuddleRow, to: string | null, at: string): void {
  if (to === row.current) return
  addSeconds(tx, row, at)
  tx.update(huddle)
    .set({ current: to, currentSince: to && clockInstant(row.pausedAt, at) })
    .where(eq(huddle.id, row.id))
    .run()
}

/** Books the time since the current person's turn began, whole seconds; a pause is no time. */
export function addSeconds(
  tx: Transaction,
  { id, current, currentSince, pausedAt }: HuddleRow,
  at: string,
): void {
  if (!current || !currentSince) return
  const until = Date.parse(clockInstant(pausedAt, at))
  const spent = Math.max(0, Math.floor((until - Date.parse(currentSince)) / 1000))
  tx.update(agendaItem)
    .set({ seconds: sql`${agendaItem.seconds} + ${spent}` })
    .where(and(eq(agendaItem.huddle, id), eq(agendaItem.episode, current)))
    .run()
}

/** Sets what came of a person: always, or only when nothing has been said yet. */
export function setOutcome(
  tx: Transaction,
  huddleId: string,
  episode: string,
  outcome: PersonOutcome,
  when: 'always' | 'when none' = 'always',
): void {
  const item = and(eq(agendaItem.huddle, huddleId), eq(agendaItem.episode, episode))
  tx.update(agendaItem)
    .set({ outcome })
    .where(when === 'always' ? item : and(item, isNull(agendaItem.outcome)))
    .run()
}
