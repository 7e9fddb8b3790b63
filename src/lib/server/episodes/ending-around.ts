import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { actionLine, openStates } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { EndingAround, LoanedItem, OpenAction } from '../../reablement/ending-draft.ts'
import { endingPatch } from '../../reablement/ending-inputs.ts'
import type { EndingSaid } from '../../reablement/ending-inputs.ts'
import { may } from '../access/may.ts'
import { ending } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { action, callPattern, catalogueItem, goal } from '../storage/schema.ts'
import { settingsOf } from '../storage/service-settings.ts'
import { extensionOf } from '../storage/six-weeks.ts'
import type { Stay } from './about-person.ts'
import { leavingOf } from './chips.ts'

export type EndingRow = typeof ending.$inferSelect

/** What was said of this ending so far, or null when nobody said anything. */
export function endingRow(tx: Transaction, id: string): EndingRow | null {
  return tx.select().from(ending).where(eq(ending.episode, id)).get() ?? null
}

/** As it was written; what a newer or older Perch wrote otherwise is as not said. */
export function saidOf(row: EndingRow | null): EndingSaid {
  const parsed = endingPatch.safeParse(row ? JSON.parse(row.said) : {})
  return parsed.success ? parsed.data : {}
}

/** How the episode stands for its end, as `who` may act on it; six queries. */
export function endingAround(
  tx: Transaction,
  stay: Stay,
  who: Colleague | null,
  today: LocalDate,
): EndingAround {
  const planned = leavingOf(tx, stay.id)
  const asking = JSON.parse(planned?.collectionActions ?? '[]') as string[]
  const actions = openOrThere(tx, stay.id)
  const openActions = actions.filter(({ row }) => openStates.includes(row.state))
  const asked = openActions.filter(({ row }) => asking.includes(row.id)).map(({ row }) => row.team)
  return {
    ...{ kind: stay.kind, start: stay.start, today, plannedEnd: planned?.endsOn ?? stay.plannedEnd },
    extendedUntil: extensionOf(stay)?.until ?? null,
    anchor: settingsOf(tx).anchor,
    expected: planned?.outcome ?? null,
    datedBefore: planned?.firstCheck != null,
    callsNow: callsOn(tx, stay.id, today),
    goals: tx
      .select({ id: goal.id, what: goal.what, by: goal.by, state: goal.state })
      .from(goal)
      .where(eq(goal.episode, stay.id))
      .orderBy(asc(goal.position))
      .all(),
    onLoan: actions
      .filter((one) => one.onLoan)
      .map(({ row, line }): LoanedItem => {
        return { id: row.id, title: line, team: row.team, asked: asked.includes(row.team) }
      }),
    openActions: openActions.map(({ row, line }): OpenAction => ({
      ...{ id: row.id, line, team: row.team, collects: asking.includes(row.id) },
      mayClose: may(who, 'cancel action', {
        ...{ kind: 'action', id: row.id, team: row.team, agreedBy: row.agreedBy, owner: row.owner },
      }),
    })),
  }
}

type ActionRow = typeof action.$inferSelect

/** An action that is open, or whose thing is there. */
export interface OpenOrThere {
  row: ActionRow
  /** 'Perching stool, kitchen' */
  line: string
  /** It was delivered, comes back, and has not yet; nobody said that it stays. */
  onLoan: boolean
}

/** What is open, and what was delivered, not collected, and not said to stay. */
export function openOrThere(tx: Transaction, id: string): OpenOrThere[] {
  const open = inArray(action.state, [...openStates])
  const there = and(isNotNull(action.deliveredOn), isNull(action.collectedOn), isNull(action.staysSince))
  return tx
    .select({ row: action, returnable: sql<number>`coalesce(${catalogueItem.returnable}, 0)` })
    .from(action)
    .leftJoin(catalogueItem, eq(catalogueItem.code, action.item))
    .where(and(eq(action.episode, id), or(open, there)))
    .orderBy(asc(action.due), asc(action.agreedAt), asc(action.id))
    .all()
    .map(({ row, returnable }) => ({
      ...{ row, line: actionLine(row) },
      onLoan: returnable === 1 && isThere(row),
    }))
}

function isThere({ deliveredOn, collectedOn, staysSince }: ActionRow): boolean {
  return deliveredOn !== null && collectedOn === null && staysSince === null
}

function callsOn(tx: Transaction, id: string, today: LocalDate): number | null {
  const row = tx
    .select({ perDay: callPattern.perDay })
    .from(callPattern)
    .where(and(eq(callPattern.episode, id), lte(callPattern.from, today)))
    .orderBy(desc(callPattern.from), desc(callPattern.at))
    .limit(1)
    .get()
  return row?.perDay ?? null
}
