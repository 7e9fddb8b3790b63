import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { catchUpAfter } from '../../reablement/promises.ts'
import type { CatchUpNews } from '../../reablement/promises.ts'
import type { CatchUp, RegisterRow } from '../../reablement/register.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { action, actionEvent, huddle } from '../storage/schema.ts'
import type { Reader } from './action-views.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'

/** The catch-up of the last closed huddle; null before the first has closed. Audited with whom it showed. @throws perform's. */
export async function readCatchUp(desk: Desk, who: Colleague | null): Promise<CatchUp | null> {
  const detail: Record<string, string | number> = { page: 'catch-up' }
  return perform(desk, who, {
    act: 'view register',
    thing: () => ({ kind: 'service' }),
    work: (tx) => {
      const last = lastClosed(tx)
      if (!last) return null
      const { id, ...facts } = last
      const rows = actionsWithPeople(tx, { where: waits(id), order: [asc(action.due), asc(action.agreedAt)] })
      const shown = rows.map(asRegisterRow)
      const sent = sentBy(tx, id, signedIn(who))
      Object.assign(detail, seen([...shown, ...sent]))
      return { ...facts, rows: shown, sent }
    },
    detail,
  })
}

/** As much of it as every desk knows: which actions wait, nobody's name. In two queries. */
export function catchUpNews(reader: Reader): CatchUpNews | null {
  const last = lastClosed(reader)
  if (!last) return null
  const rows = reader.select({ id: action.id }).from(action).where(waits(last.id)).all()
  return { date: last.date, opensAt: last.opensAt, waiting: rows.map(({ id }) => id) }
}

/** What a colleague sent for sign-off at a huddle: waiting, signed off or returned. */
function sentBy(reader: Reader, huddleId: string, who: Colleague): RegisterRow[] {
  const steps = reader
    .select({ id: actionEvent.action })
    .from(actionEvent)
    .where(eq(actionEvent.to, 'to sign off'))
  const where = and(eq(action.huddle, huddleId), eq(action.agreedBy, who.id), inArray(action.id, steps))
  return actionsWithPeople(reader, { where, order: [asc(action.agreedAt)] }).map(asRegisterRow)
}

function waits(huddleId: string): SQL | undefined {
  return and(eq(action.huddle, huddleId), eq(action.state, 'agreed'), isNull(action.escalatedAt))
}

function lastClosed(reader: Reader) {
  const row = reader
    .select({ id: huddle.id, date: huddle.date, closedAt: huddle.closedAt })
    .from(huddle)
    .where(and(eq(huddle.state, 'closed'), isNotNull(huddle.closedAt)))
    .orderBy(desc(huddle.date))
    .get()
  if (!row?.closedAt) return null
  const opensAt = new Date(Date.parse(row.closedAt) + catchUpAfter).toISOString()
  return { id: row.id, date: row.date, closedAt: row.closedAt, opensAt }
}
