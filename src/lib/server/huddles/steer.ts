import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { AgendaItem, HuddleStep, PersonOutcome, Steering } from '../../reablement/huddle.ts'
import { clockInstant } from '../../reablement/meeting-time.ts'
import { Problem } from '../../reablement/problem.ts'
import { placeOf, silence, stepOf } from '../../reablement/steps.ts'
import type { Place } from '../../reablement/steps.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { shownPhoto } from '../storage/raised-schema.ts'
import { agendaItem, colleague, huddle } from '../storage/schema.ts'
import { huddleStep } from '../storage/step-schema.ts'
import { storedAgenda } from './agenda.ts'
import type { HuddleRow } from './open-huddle.ts'
import { findHuddle, readSteering } from './steering.ts'

/** The ids of the colleagues who are connected. */
export type Here = readonly string[]

/** Where a steering act leads: whose turn next (null: read-back), a place, or undefined when nothing is to change. `at`: now. */
export type Lead = (
  tx: Transaction,
  row: HuddleRow,
  agenda: AgendaItem[],
  at: string,
) => Place | string | null | undefined

/**
 * One steering act of the chair on a live huddle. `from` (undefined: whoever it is) is whose turn the sender saw, and
 * `step` (undefined: whichever it is) at which step: when it is another's by now, nothing changes and the answer shows
 * whose. `did` names in the audit what moves nobody.
 * @throws Problem 'huddle-not-live', 'not-chair', perform's.
 */
export async function steer(
  desk: Desk,
  who: Colleague | null,
  asked: {
    huddle: string
    from?: string | null
    step?: HuddleStep | undefined
    here: Here
    did?: string
  },
  lead: Lead,
): Promise<Steering> {
  const detail: Record<string, string | null> = {}
  return perform(desk, who, {
    act: 'steer huddle',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx, at) => {
      const row = liveHuddle(tx, asked.huddle)
      refuseOthers(tx, row, signedIn(who))
      const before = stepOf(row)
      const sameStep = asked.step === undefined || asked.step === before
      const sameTurn = sameStep && (asked.from === undefined || asked.from === row.current)
      const led = sameTurn ? lead(tx, row, storedAgenda(tx, row.id), at) : undefined
      const to = typeof led === 'string' || led === null ? placeOf(led) : led
      if (to !== undefined) turnTo(tx, row, to, at)
      if (asked.did) Object.assign(detail, { did: asked.did })
      else Object.assign(detail, { from: row.current ?? before, to: sayPlace(to ?? row, before) })
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

/** One chair: anybody else takes the chair first, which everybody sees. A huddle without one is anybody's. @throws Problem 'not-chair'. */
export function refuseOthers(tx: Transaction, { chair }: HuddleRow, who: Colleague): void {
  if (chair === null || chair === who.id) return
  const row = tx.select({ name: colleague.name }).from(colleague).where(eq(colleague.id, chair)).get()
  throw new Problem('not-chair', row ? { detail: `${shortName(row.name)} chairs.` } : {})
}

/** For the audit: whose turn it is, or the step. */
function sayPlace({ current, step }: Pick<HuddleRow, 'current' | 'step'>, before: HuddleStep | null) {
  return current ?? step ?? before
}

/** In a pause the clocks stand: the turn begins where they do, and goes on when they do. The silent minute runs once. */
function turnTo(tx: Transaction, row: HuddleRow, { step, current }: Place, at: string): void {
  const sameStep = step === stepOf(row)
  if (sameStep && current === row.current) return
  addSeconds(tx, row, at)
  if (current !== row.current) takePhotoOff(tx, row.id)
  if (!sameStep) addStepSeconds(tx, row, at)
  const now = clockInstant(row.pausedAt, at)
  const ends = new Date(Date.parse(now) + silence.lasts * 1000).toISOString()
  tx.update(huddle)
    .set({
      ...{ step, current, currentSince: current && now },
      ...(sameStep ? {} : { stepSince: now }),
      ...(step === 'silence' && row.silenceUntil === null ? { silenceUntil: ends } : {}),
    })
    .where(eq(huddle.id, row.id))
    .run()
}

/** Takes the photo off the shared screens, whatever it was: the turn it belongs to is over. */
export function takePhotoOff(tx: Transaction, huddleId: string): void {
  tx.delete(shownPhoto).where(eq(shownPhoto.huddle, huddleId)).run()
}

/** Whole seconds from `since` to what the clocks show; a pause is no time. */
function spentSince(since: string, { pausedAt }: Pick<HuddleRow, 'pausedAt'>, at: string): number {
  return Math.max(0, Math.floor((Date.parse(clockInstant(pausedAt, at)) - Date.parse(since)) / 1000))
}

/** Books the time since this step began, whole seconds; the people's is kept with each of them. */
export function addStepSeconds(tx: Transaction, row: HuddleRow, at: string): void {
  const step = stepOf(row)
  if (step === null || step === 'people' || row.stepSince === null) return
  const seconds = spentSince(row.stepSince, row, at)
  tx.insert(huddleStep)
    .values({ huddle: row.id, step, seconds })
    .onConflictDoUpdate({
      target: [huddleStep.huddle, huddleStep.step],
      set: { seconds: sql`${huddleStep.seconds} + ${seconds}` },
    })
    .run()
}

/** Books the time since the current person's turn began, whole seconds; a pause is no time. */
export function addSeconds(tx: Transaction, row: HuddleRow, at: string): void {
  const { id, current, currentSince } = row
  if (!current || !currentSince) return
  const spent = spentSince(currentSince, row, at)
  tx.update(agendaItem)
    .set({ seconds: sql`${agendaItem.seconds} + ${spent}` })
    .where(and(eq(agendaItem.huddle, id), eq(agendaItem.episode, current)))
    .run()
}

/** Sets what came of a person: always, or only when nothing has been said yet; whoever was carried over is reached after all. */
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
    .where(
      when === 'always'
        ? item
        : and(item, or(isNull(agendaItem.outcome), eq(agendaItem.outcome, 'not reached'))),
    )
    .run()
}
