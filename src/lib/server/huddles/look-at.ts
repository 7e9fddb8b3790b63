import { and, eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { AgendaItem, Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { hasTile, raisedInLook } from '../../reablement/quick-look.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem } from '../storage/schema.ts'
import { following } from './agenda.ts'
import { lookInput } from './inputs.ts'
import type { LookInput } from './inputs.ts'
import { setOutcome, steer } from './steer.ts'

/**
 * One press in the quick look: "no change", or "now" (the meeting turns to them, as to somebody raised; their tile stays),
 * or null, which takes either back while nothing else came of it. @throws Problem 'not-found' when they have no tile,
 * or steer's.
 */
export async function lookAt(
  desk: Desk,
  who: Colleague | null,
  input: LookInput,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(lookInput, input)
  return steer(desk, who, { huddle: asked.huddle, here }, (tx, row, agenda) => {
    const item = agenda.find(({ episode }) => episode === asked.episode)
    if (!item || !hasTile(item)) throw new Problem('not-found', { field: 'episode' })
    switch (asked.as) {
      case 'no change':
        setOutcome(tx, row.id, item.episode, 'no change', 'when none')
        return row.current === item.episode ? following(agenda, item.episode) : undefined
      case 'now':
        return raiseFromTile(tx, row.id, item)
      case null:
        takeBack(tx, row.id, item)
        return undefined
    }
  })
}

function raiseFromTile(tx: Transaction, huddle: string, item: AgendaItem): string {
  const reasons = [...new Set([raisedInLook, ...item.reasons])]
  const isLeft = item.outcome === 'no change' || item.outcome === 'not reached'
  const outcome = isLeft ? null : item.outcome
  write(tx, huddle, item, { section: 'raised', reasons: JSON.stringify(reasons), outcome })
  return item.episode
}

function takeBack(tx: Transaction, huddle: string, item: AgendaItem): void {
  if (item.outcome !== null && item.outcome !== 'no change') return
  const reasons = item.reasons.filter((reason) => reason !== raisedInLook)
  write(tx, huddle, item, { section: 'quick look', reasons: JSON.stringify(reasons), outcome: null })
}

function write(
  tx: Transaction,
  huddle: string,
  { episode }: AgendaItem,
  row: Partial<typeof agendaItem.$inferInsert>,
): void {
  tx.update(agendaItem)
    .set(row)
    .where(and(eq(agendaItem.huddle, huddle), eq(agendaItem.episode, episode)))
    .run()
}
