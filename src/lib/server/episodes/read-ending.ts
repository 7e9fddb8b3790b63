import { and, asc, eq, isNull } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { endingChecklist } from '../../reablement/ending.ts'
import type { EndingRow as ChecklistRow } from '../../reablement/ending.ts'
import { draftOf, factsOf } from '../../reablement/ending-draft.ts'
import type { EndedView, EndingView } from '../../reablement/ending-view.ts'
import { nextState } from '../../reablement/episode-steps.ts'
import { sayCheck } from '../../reablement/later-check.ts'
import { shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import { may } from '../access/may.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { laterCheck } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague, person } from '../storage/schema.ts'
import { settingsOf } from '../storage/service-settings.ts'
import { anyStay, personOfAny } from './about-person.ts'
import type { Stay } from './about-person.ts'
import { courseOf } from './course.ts'
import { endingAround, endingRow, saidOf } from './ending-around.ts'
import type { EndingRow } from './ending-around.ts'
import { standOf, stepsOf } from './later-checks.ts'

/**
 * The page on which an episode is ended, or was: what is said so far, and what is missing. Audited as a look at the person.
 * @throws Problem 'not-found', perform's.
 */
export async function readEnding(desk: Desk, who: Colleague | null, id: string): Promise<EndingView> {
  return perform(desk, who, {
    act: 'view person',
    thing: (tx) => personOfAny(tx, id),
    work: (tx, at) => {
      const stay = anyStay(tx, id)
      const today = londonDate(new Date(at))
      const row = endingRow(tx, id)
      const around = endingAround(tx, stay, who, today)
      const draft = draftOf(saidOf(row), around)
      const { groups } = settingsOf(tx)
      const whose = tx.select().from(person).where(eq(person.id, stay.person)).get()
      return {
        ...{ episode: id, reference: whose?.reference ?? '', state: stay.state },
        name: whose ? shownName(whose.forename, whose.knownAs, whose.surname) : '',
        ...{ around, draft, groups, rows: endingChecklist(factsOf(draft, around), today, groups) },
        savedBy: row ? nameOf(tx, row.savedBy) : null,
        notNow: notNow(tx, stay, today),
        ended: stay.state === 'ended' ? endedView(tx, who, stay, row, today) : null,
      }
    },
    detail: { episode: id, ending: true },
  })
}

function notNow(tx: Transaction, stay: Stay, today: LocalDate): string | null {
  try {
    nextState(courseOf(tx, stay, today), 'end')
    return null
  } catch (error) {
    if (error instanceof Problem) return error.detail ?? error.message
    throw error
  }
}

function nameOf(tx: Transaction, id: string | null): string {
  const row = tx
    .select({ name: colleague.name })
    .from(colleague)
    .where(eq(colleague.id, id ?? ''))
    .get()
  return row ? shortName(row.name) : ''
}

function endedView(
  tx: Transaction,
  who: Colleague | null,
  stay: Stay,
  row: EndingRow | null,
  today: LocalDate,
): EndedView {
  return {
    ...{ on: stay.endedOn ?? today, by: nameOf(tx, row?.endedBy ?? null), at: row?.endedAt ?? '' },
    rows: JSON.parse(row?.checklist ?? '[]') as ChecklistRow[],
    checks: checksOf(tx, stay.id, today),
    mayUndo: may(who, 'undo end', { kind: 'person', id: stay.person }),
  }
}

function checksOf(tx: Transaction, id: string, today: LocalDate): string[] {
  const checks = tx
    .select()
    .from(laterCheck)
    .where(and(eq(laterCheck.episode, id), isNull(laterCheck.withdrawnAt)))
    .orderBy(asc(laterCheck.due))
    .all()
  const steps = stepsOf(
    tx,
    checks.map((check) => check.id),
  )
  return checks.map((check) => sayCheck(standOf(check, steps.get(check.id) ?? []), today))
}
