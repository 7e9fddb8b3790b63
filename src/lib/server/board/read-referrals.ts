import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { age, district, shownName } from '../../reablement/person.ts'
import type { Referral, Referrals } from '../../reablement/referral.ts'
import { startStandardOn } from '../../reablement/six-weeks.ts'
import type { SixWeeks } from '../../reablement/six-weeks.ts'
import { openStates } from '../../reablement/action.ts'
import { perform } from '../access/perform.ts'
import { flagOf, newestNeeds } from '../storage/about-rows.ts'
import type { NeedsRow } from '../storage/about-rows.ts'
import { communication } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { action, episode, person } from '../storage/schema.ts'
import { sixWeeksReader } from '../storage/six-weeks.ts'
import type { OnBoard } from './on-board.ts'
import { storyOf } from './story.ts'

/** Who waits for a yes or a no, and who for the first visit, in four queries. Audited. @throws perform's. */
export async function readReferrals(desk: Desk, who: Colleague | null): Promise<Referrals> {
  const detail = { people: 0 }
  return perform(desk, who, {
    act: 'view referrals',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const referrals = read(tx, londonDate(new Date(at)))
      detail.people = referrals.waiting.length + referrals.accepted.length
      return referrals
    },
    detail,
  })
}

/** How many referrals wait for a yes or a no. One query. */
export function referralsWaiting(reader: Pick<Storage, 'select'>): number {
  const waiting = reader.select({ many: count() }).from(episode).where(eq(episode.state, 'referred')).get()
  return waiting?.many ?? 0
}

function read(tx: Transaction, today: LocalDate): Referrals {
  const sixWeeksOf = sixWeeksReader(tx)
  const rows = tx
    .select({ person, episode, needs: communication })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(communication, newestNeeds)
    .where(inArray(episode.state, ['referred', 'accepted']))
    .orderBy(asc(episode.arrivedAt), asc(person.surname))
    .all()
  const stays = rows.map((one) => one.episode.id)
  const open = openOf(tx, stays)
  const shown = (state: OnBoard['episode']['state']) =>
    rows
      .filter((one) => one.episode.state === state)
      .map((one) => referralOf(one, sixWeeksOf(one.episode), today, open.get(one.episode.id) ?? 0))
  return { today, waiting: shown('referred'), accepted: shown('accepted') }
}

/** How many actions are open for each of them. */
function openOf(tx: Transaction, stays: readonly string[]): Map<string, number> {
  const rows = tx
    .select({ id: action.episode, many: count() })
    .from(action)
    .where(and(inArray(action.episode, [...stays]), inArray(action.state, [...openStates])))
    .groupBy(action.episode)
    .all()
  return new Map(rows.map(({ id, many }) => [id, many]))
}

function referralOf(
  { person: row, episode: stay, needs }: Pick<OnBoard, 'person' | 'episode'> & { needs: NeedsRow | null },
  sixWeeks: SixWeeks,
  today: LocalDate,
  open: number,
): Referral {
  return {
    episode: stay.id,
    name: shownName(row.forename, row.knownAs, row.surname),
    reference: row.reference,
    age: age(row.birthDate, today),
    district: district(row.postcode ?? ''),
    kind: stay.kind,
    story: storyOf(stay),
    needs: flagOf(row, needs),
    since: stay.acceptedOn ?? londonDate(new Date(stay.arrivedAt)),
    planned: stay.start,
    standard: startStandardOn(sixWeeks, today),
    open,
  }
}
