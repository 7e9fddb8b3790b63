import { and, between, eq, inArray } from 'drizzle-orm'
import * as z from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { isLocalDate, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { lastThreeMonths, refusePeriod } from '../../reablement/ending-view.ts'
import type { OutcomesPage, Period } from '../../reablement/ending-view.ts'
import { atHomeRate } from '../../reablement/later-check.ts'
import { atHomeAtTheEnd, noOngoingCare, outcomeReport } from '../../reablement/outcomes.ts'
import type { Ended } from '../../reablement/outcomes.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { ending } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { episode } from '../storage/schema.ts'
import { settingsOf } from '../storage/service-settings.ts'
import { secondChecks } from './read-later-checks.ts'

const day = z
  .string()
  .refine(
    (text) => text === '' || isLocalDate(text),
    'There is no such day. Choose one, or write it as 2026-11-26.',
  )
const periodInput = z.object({ from: day, to: day })

/**
 * The report on outcomes of everybody whose episode ended in a period, and of the 91-day checks that were due in it; an
 * end left empty is the last three whole months’. Audited; four queries.
 * @throws Problem 'bad-input', perform's.
 */
export async function readOutcomes(
  desk: Desk,
  who: Colleague | null,
  asked: { from: string; to: string },
): Promise<OutcomesPage> {
  const today = londonDate(desk.clock())
  const period = periodOf(parse(periodInput, asked), today)
  return perform(desk, who, {
    act: 'view outcomes',
    thing: () => ({ kind: 'service' }),
    work: (tx) => {
      const { groups, target } = settingsOf(tx)
      const ended = endedIn(tx, period)
      const rate = atHomeRate(
        secondChecks(tx, period.from, period.to < today ? period.to : today),
        today,
        target,
      )
      return {
        ...{ period, today, report: outcomeReport(ended, groups), rate: rate.words },
        measures: [atHomeAtTheEnd(ended), noOngoingCare(ended), rate.measure],
      }
    },
    detail: { ...period },
  })
}

function periodOf({ from, to }: Period, today: LocalDate): Period {
  const usual = lastThreeMonths(today)
  const period = { from: from === '' ? usual.from : from, to: to === '' ? usual.to : to }
  const refused = refusePeriod(period)
  if (refused !== null) throw new Problem('bad-input', { field: 'to', detail: refused })
  return period
}

/** Everybody whose episode ended in the period, also those of whom nobody said how. */
function endedIn(tx: Transaction, { from, to }: Period): Ended[] {
  const { ending: how, national, followOn } = ending
  return tx
    .select({ kind: episode.kind, ending: how, national, followOn })
    .from(episode)
    .leftJoin(ending, eq(ending.episode, episode.id))
    .where(and(inArray(episode.state, ['ended']), between(episode.endedOn, from, to)))
    .all()
}
